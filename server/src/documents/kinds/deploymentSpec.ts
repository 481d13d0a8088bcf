import type { ProcessKind } from '../../model/derivation.js';
import { type LocatedNode, type LocatedPair, pairOf, resolveAlias, valueOf } from '../yaml/node.js';

/** A `FlinkDeploymentSpec` with the parts that several readers look into, each found once. */
export class DeploymentSpec implements Readonly<Record<ProcessKind, ProcessBlock>> {
  readonly configuration: LocatedNode | undefined;
  readonly job: LocatedNode | undefined;
  readonly taskManager: ProcessBlock;
  readonly jobManager: ProcessBlock;

  /** @param node what stands there; undefined where nothing does */
  constructor(readonly node: LocatedNode | undefined) {
    this.configuration = valueOf(node, 'flinkConfiguration');
    this.job = valueOf(node, 'job');
    this.taskManager = new ProcessBlock(pairOf(node, 'taskManager'));
    this.jobManager = new ProcessBlock(pairOf(node, 'jobManager'));
  }
}

/** What a spec says of one of its processes. */
export class ProcessBlock {
  readonly node: LocatedNode | undefined;
  readonly resource: LocatedNode | undefined;
  readonly resources: LocatedNode | undefined;

  /** @param pair absent where it says nothing */
  constructor(readonly pair: LocatedPair | undefined) {
    this.node = pair === undefined ? undefined : resolveAlias(pair.value);
    this.resource = valueOf(this.node, 'resource');
    this.resources = valueOf(this.node, 'resources');
  }
}
