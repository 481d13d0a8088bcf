import type { ProcessKind } from '../../model/derivation.js';
import { processSizeKey } from '../../model/processOptions.js';
import type { Cluster } from '../cluster.js';
import { type VersionClue, versionOfSpec, versionOfTag } from '../flinkVersion.js';
import { flinkSize } from '../sizing.js';
import { type LocatedNode, nodeAt, pairOf, scalarAt } from '../yaml/node.js';
import { isTemplated, type YamlTree } from '../yaml/tree.js';
import type { ReadingContext } from './kind.js';
import { objectsOf } from './objects.js';
import { fieldAt, imageAt, operatorCluster, type OperatorLayout, type OperatorProcess, operatorsVersion, textOf, wholeNumberAt } from './operatorKind.js';

const GROUP = /^(?:platform|cmf)\.confluent\.io\//;

const COMMON = { configuration: 'flinkConfiguration', blocks: { taskManager: ['taskManager'], jobManager: ['jobManager'] }, stronger: 'operator' } as const;

/** Confluent Manager for Apache Flink makes FlinkDeployments of these, whose specs they hold. */
const LAYOUTS: ReadonlyMap<string, OperatorLayout> = new Map<string, OperatorLayout>([
  ['FlinkApplication', { ...COMMON, kind: 'FlinkApplication', spec: ['spec'] }],
  ['FlinkEnvironment', { ...COMMON, kind: 'FlinkEnvironment', spec: ['spec', 'flinkApplicationDefaults', 'spec'] }],
]);

/** Reads Confluent's FlinkApplications and FlinkEnvironments in a section. */
export function confluentClusters(tree: YamlTree, context: ReadingContext): readonly Cluster[] {
  return objectsOf(tree).flatMap((object) => {
    const layout = GROUP.test(object.apiVersion) ? LAYOUTS.get(object.kind) : undefined;
    const spec = layout === undefined ? undefined : nodeAt(object.node, ...layout.spec);
    if (layout === undefined || spec === undefined) return [];
    const version = operatorsVersion(context, fieldClue(tree, spec), imageClue(tree, spec));
    // What an environment says goes over its applications, and either may leave the rest to the other.
    const facts = { version, isPart: true, isContainer: true, job: textOf(tree, spec, 'job') };
    const cluster = operatorCluster(tree, object, layout, facts, { taskManager: readProcess(tree, spec, 'taskManager'), jobManager: readProcess(tree, spec, 'jobManager') });
    const environment = scalarAt(spec, 'flinkEnvironment');
    return [environment === undefined || isTemplated(tree, environment.span) ? cluster : { ...cluster, environment: environment.text }];
  });
}

function fieldClue(tree: YamlTree, spec: LocatedNode): VersionClue | undefined {
  const field = scalarAt(spec, 'flinkVersion');
  return field === undefined || isTemplated(tree, field.span) ? undefined : versionOfSpec(field.text, field.span);
}

/** Confluent's own images are tagged with the version of Flink. */
function imageClue(tree: YamlTree, spec: LocatedNode): VersionClue | undefined {
  const image = scalarAt(spec, 'image');
  const tag = image === undefined || isTemplated(tree, image.span) ? undefined : /(?:^|\/)cp-flink:(.*)$/.exec(image.text)?.[1];
  return image === undefined || tag === undefined ? imageAt(tree, image) : versionOfTag(tag, image.span);
}

function readProcess(tree: YamlTree, spec: LocatedNode, process: ProcessKind): OperatorProcess {
  const path = [process, 'resource', 'memory'];
  const field = fieldAt(tree, spec, path, 'resource.memory');
  const size = field === undefined || field.templated ? undefined : flinkSize(field.text);
  return {
    resources: field === undefined ? [] : [{
      process, field: 'resource.memory', units: 'flink', text: field.text, templated: field.templated, keySpan: field.keySpan, valueSpan: field.valueSpan, site: field.site, effective: true,
    }],
    computed: field === undefined ? [] : [{ key: processSizeKey(process), value: size?.text ?? field.text, unknown: size === undefined, from: field }],
    memory: { path, isMissing: false },
    replicas: pairOf(spec, process) === undefined ? undefined : wholeNumberAt(tree, spec, process, 'replicas'),
    problems: [],
  };
}
