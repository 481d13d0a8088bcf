import { type LocatedNode, resolveAlias, scalarAt } from '../yaml/node.js';

/** Flink's folder of configuration, or one around it, as a mount's target or in a script; also by the variables that name it in the images, and the one with settings. */
const CONF = /\/opt\/(?:bitnami\/)?flink(?:\/conf\b|\/?(?=[:"'\s]|$))|\$\{?FLINK_(?:HOME\}?\/conf\b|CONF_DIR\b)|\bconf\/(?:flink-conf|config)\.yaml\b|\bFLINK_PROPERTIES=/;

/** A script that sets one of the variables itself. */
const SETS = /\bFLINK_(?:PROPERTIES|CONF_DIR)=/;

/** Whether a command, a mount, or any of a list of them names the folder: what will stand there, nobody knows then. */
export function namesConfFolder(value: LocatedNode | undefined): boolean {
  return has(value, CONF);
}

/** Whether a command sets where the configuration is, or what it is, whatever the container says. */
export function setsConfiguration(value: LocatedNode | undefined): boolean {
  return has(value, SETS);
}

function has(value: LocatedNode | undefined, pattern: RegExp): boolean {
  const node = value === undefined ? undefined : resolveAlias(value);
  switch (node?.kind) {
    case 'scalar': return pattern.test(node.text);
    case 'map': return pattern.test(scalarAt(node, 'target')?.text ?? '');
    case 'sequence': return node.items.some((item) => has(item, pattern));
    default: return false;
  }
}
