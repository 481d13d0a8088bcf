import type { FileText } from '../fileText.js';
import { isSameNamespace } from '../kinds/metadata.js';
import { type KubernetesObject, objectsOf } from '../kinds/objects.js';
import { offsetBy } from '../spans.js';
import type { Section } from '../section.js';
import { scalarAt } from '../yaml/node.js';
import { readYaml, type YamlTree } from '../yaml/tree.js';
import { type ConfigMapElsewhere, variablesIn } from './configMapsElsewhere.js';

/** A ConfigMap of a section. */
interface Written {
  readonly namespace: string;
  readonly name: string;
  readonly object: KubernetesObject;
  readonly tree: YamlTree;
}

/** What a section has of them, read when a process of the file refers to one. */
const written = new WeakMap<Section, readonly Written[]>();

/** As it was given out, and where it stood then; as long as nobody has been told of a place in it, it may move. */
interface Given {
  readonly map: ConfigMapElsewhere;
  place: { readonly start: number; readonly file: FileText };
  isPlaced: boolean;
}

const given = new WeakMap<Written, Given>();

/** Finds the ConfigMaps of a file that give variables to its processes, also where nothing else of Flink's stands in them. */
export class ConfigMapsHere {
  readonly #file: FileText;
  #named: Map<string, { readonly start: number; readonly one: Written }[]> | undefined;

  constructor(file: FileText) {
    this.#file = file;
  }

  /** The same object as long as its section is the same, and what it gives stands where it stood; undefined where the file has none, or several. */
  named(namespace: string, name: string): ConfigMapElsewhere | undefined {
    this.#named ??= this.#index();
    const [found, ...others] = (this.#named.get(name) ?? []).filter(({ one }) => isSameNamespace(one.namespace, namespace));
    if (found === undefined || others.length > 0) return undefined;
    const { start, one } = found;
    const before = given.get(one);
    const place = { start, file: this.#file };
    if (before !== undefined && (before.place.start === start || !before.isPlaced)) {
      before.place = place;
      return before.map;
    }
    const made: Given = {
      map: {
        ...variablesIn(one.object, one.tree, (span) => {
          made.isPlaced = true;
          return made.place.file.locate(offsetBy(span, made.place.start));
        }),
        isPatched: false,
        file: () => undefined,
        bases: [],
      },
      place,
      isPlaced: false,
    };
    given.set(one, made);
    return made.map;
  }

  #index(): Map<string, { readonly start: number; readonly one: Written }[]> {
    const named = new Map<string, { readonly start: number; readonly one: Written }[]>();
    for (const { section, start } of this.#file.sections) {
      for (const one of writtenIn(section)) {
        const known = named.get(one.name);
        if (known === undefined) named.set(one.name, [{ start, one }]);
        else known.push({ start, one });
      }
    }
    return named;
  }
}

const NOTHING: readonly Written[] = [];

function writtenIn(section: Section): readonly Written[] {
  const known = written.get(section);
  if (known !== undefined) return known;
  const tree = section.text.includes('ConfigMap') && /\bkind["']?:[ \t]*["']?(?:ConfigMap|List)\b/.test(section.text) ? readYaml(section.text) : undefined;
  const found = tree === undefined ? NOTHING : objectsOf(tree).flatMap((object): readonly Written[] => {
    const name = scalarAt(object.node, 'metadata', 'name')?.text;
    if (object.kind !== 'ConfigMap' || object.apiVersion !== 'v1' || name === undefined) return [];
    return [{ namespace: scalarAt(object.node, 'metadata', 'namespace')?.text ?? '', name, object, tree }];
  });
  written.set(section, found);
  return found;
}
