import type { ProcessKind } from '../../model/derivation.js';
import type { Basis } from '../cluster.js';

/** A process with what it gets from other files. */
export interface BasedMember {
  readonly role: ProcessKind;
  readonly bases: readonly Pick<Basis, 'cluster' | 'location'>[];
}

/** What processes that make one cluster get from other files, each file once. */
export function basesOfMembers(members: readonly BasedMember[]): readonly Basis[] {
  const found = new Map<string, Basis & { readonly process: ProcessKind }>();
  const shared = new Set<string>();
  for (const { role, bases } of members) {
    for (const { cluster, location } of bases) {
      const place = JSON.stringify(location);
      if (found.get(place)?.process !== undefined && found.get(place)?.process !== role) shared.add(place);
      else found.set(place, { cluster, location, process: role });
    }
  }
  return [...found].map(([place, { cluster, location, process }]) => ({ cluster, location, ...(shared.has(place) || members.length === 1 ? {} : { process }) }));
}
