/** What Flink's start script would pass otherwise: the arguments of two models of a process, set side by side. Pure. */
import type { ProcessModel } from '../../server/src/shared/protocol.js';

/** An argument with a value on two sides; a side is absent where it is not passed. */
export interface ArgumentChange {
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** The arguments of the JVM and the `-D` settings that differ, in the order of the start script. */
export interface ArgumentChanges { readonly jvm: readonly ArgumentChange[]; readonly settings: readonly ArgumentChange[] }

/** Nothing where one side has none, as a process that is refused. */
export function argumentChanges(before: ProcessModel, after: ProcessModel): ArgumentChanges {
  const jvm = ({ jvmArguments }: ProcessModel): ReadonlyMap<string, string> | undefined => (jvmArguments === undefined ? undefined : new Map(jvmArguments.map(split)));
  const settings = ({ dynamicConfiguration }: ProcessModel): ReadonlyMap<string, string> | undefined => (dynamicConfiguration === undefined ? undefined : new Map(Object.entries(dynamicConfiguration)));
  return { jvm: changed(jvm(before), jvm(after)), settings: changed(settings(before), settings(after)) };
}

function changed(before: ReadonlyMap<string, string> | undefined, after: ReadonlyMap<string, string> | undefined): readonly ArgumentChange[] {
  if (before === undefined || after === undefined) return [];
  return [...new Set([...after.keys(), ...before.keys()])]
    .map((name) => ({ name, before: before.get(name), after: after.get(name) }))
    .filter((each) => each.before !== each.after);
}

/** `-Xmx1286170214` and `-XX:MaxMetaspaceSize=268435456` into name and value. */
function split(argument: string): readonly [name: string, value: string] {
  const [, name = argument, value = ''] = /^(-Xm[a-z]|[^=]+=)(.*)$/.exec(argument) ?? [];
  return [name.replace(/=$/, ''), value];
}

/** The bytes of a value: Flink passes all sizes in bytes, to the JVM without a unit. */
export function argumentBytes(value: string): bigint | undefined {
  const digits = /^(\d{1,19})b$|^(\d{4,19})$/.exec(value);
  return digits === null ? undefined : BigInt(digits[1] ?? digits[2] ?? '0');
}
