/** A cluster's memory settings as each of the places where Flink reads them has them. */
import { shownValue } from '../../../server/src/shared/secrets.js';
import type { ClusterModel } from '../../../server/src/shared/protocol.js';

type Setting = readonly [key: string, value: string];

const OF_MEMORY = /^(?:(?:task|job)manager\.(?:memory\.|heap\.|cpu\b|numberOfTaskSlots$)|state\.backend(?:\.|$)|kubernetes\.(?:task|job)manager\.memory\.|env\.java\.opts|python\.fn-execution\.memory)/;

/** What sizes the processes, in the order of the keys. What Flink masks is left out: it could not be pasted. */
export function memorySettings({ configuration }: ClusterModel): readonly Setting[] {
  return Object.entries(configuration)
    .filter(([key]) => OF_MEMORY.test(key) && shownValue(key, '') === '')
    .map(([key, { value, source }]): Setting => [key, source === 'resource' ? shortSize(value) : value])
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

/** `2600 mb`, as the operator passes sizes on, as people write it: `2600m`. */
function shortSize(value: string): string {
  return value.replace(/^(\d+) ?(?:([kmg])b|(b)ytes)$/, '$1$2$3');
}

/** `-Dkey=value` as a shell takes it. */
export function asArguments(settings: readonly Setting[]): string {
  return settings.map(([key, value]) => shellWord(`-D${key}=${value}`)).join(' ');
}

function shellWord(text: string): string {
  return /^[\w.,:=@%+/-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Lines of a `flink-conf.yaml`, which knows no quotes. */
export function asFlinkConf(settings: readonly Setting[]): string {
  return settings.map(([key, value]) => `${key}: ${value}\n`).join('');
}

/** Lines of `flinkConfiguration`, whose values are texts. */
export function asFlinkConfiguration(settings: readonly Setting[]): string {
  return ['flinkConfiguration:\n', ...settings.map(([key, value]) => `  ${key}: ${quoted(value)}\n`)].join('');
}

interface Tree { readonly leaves: Map<string, string>; readonly branches: Map<string, Tree> }

function emptyTree(): Tree {
  return { leaves: new Map(), branches: new Map() };
}

/** A nested `config.yaml`; a key that is also the beginning of another stays in one piece. */
export function asConfigYaml(settings: readonly Setting[]): string {
  const tree = emptyTree();
  for (const [key, value] of settings) {
    const isEntangled = settings.some(([other]) => other.startsWith(`${key}.`) || key.startsWith(`${other}.`));
    if (isEntangled) tree.leaves.set(key, value);
    else put(tree, key.split('.'), value);
  }
  return lines(tree, '');
}

function put(tree: Tree, [first = '', ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    tree.leaves.set(first, value);
    return;
  }
  const inner = tree.branches.get(first) ?? emptyTree();
  tree.branches.set(first, inner);
  put(inner, rest, value);
}

function lines({ leaves, branches }: Tree, indent: string): string {
  return [
    ...[...leaves].map(([key, value]) => `${indent}${key}: ${plain(value)}\n`),
    ...[...branches].map(([key, inner]) => `${indent}${key}:\n${lines(inner, `${indent}  `)}`),
  ].join('');
}

/** As it is where YAML reads it as it is. */
function plain(value: string): string {
  const isPlain = /^(?:true|false)$/.test(value) || (/^[A-Za-z0-9][\w.%+/-]*$/.test(value) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(value));
  return isPlain ? value : quoted(value);
}

function quoted(value: string): string {
  return JSON.stringify(value);
}
