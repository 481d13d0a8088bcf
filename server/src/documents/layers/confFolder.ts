import { type LocatedNode, resolveAlias, scalarAt } from '../yaml/node.js';

/** Flink's folder of configuration, or one around it, as a mount's target or in a script; also by the variables that name it in the images, and the one with settings. */
const CONF = /\/opt\/(?:bitnami\/)?flink(?:\/conf\b|\/?(?=[:"'\s]|$))|\$\{?FLINK_(?:HOME\}?\/conf\b|CONF_DIR\b)|\bconf\/(?:flink-conf|config)\.yaml\b|\bFLINK_PROPERTIES=/;

/** Whether a command, a mount, or any of a list of them names the folder: what will stand there, nobody knows then. */
export function namesConfFolder(value: LocatedNode | undefined): boolean {
  const node = value === undefined ? undefined : resolveAlias(value);
  switch (node?.kind) {
    case 'scalar': return CONF.test(node.text);
    case 'map': return CONF.test(scalarAt(node, 'target')?.text ?? '');
    case 'sequence': return node.items.some(namesConfFolder);
    default: return false;
  }
}
