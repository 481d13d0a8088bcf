import { describe, it } from 'node:test';
import { expectFindings } from './support.js';

/** Both processes have 2 GiB of the operator's; lines of templates are indented as they stand in `spec` and in a process. */
const deployment = (common: readonly string[], taskManager: readonly string[], configuration = ''): string => [
  'apiVersion: flink.apache.org/v1beta1', 'kind: FlinkDeployment', 'metadata:', '  name: clicks', 'spec:', '  flinkVersion: v1_20', '  serviceAccount: flink',
  ...(configuration === '' ? [] : ['  flinkConfiguration:', `    ${configuration}`]),
  ...template(common, 2), '  jobManager:', '    resource: {memory: 2g}', '  taskManager:', '    resource: {memory: 2g}', ...template(taskManager, 4), '',
].join('\n');

const template = (containers: readonly string[], indent: number): readonly string[] =>
  (containers.length === 0 ? [] : ['podTemplate:', '  spec:', '    containers:', ...containers.map((container) => `      - ${container}`)].map((line) => ' '.repeat(indent) + line));

const MEMORY = '⟦template-memory-ignored: 3Gi⟧';
const container = (name: string, memory: string): string => `{name: ${name}, resources: {limits: {memory: ${memory}}}}`;
const MAIN = 'flink-main-container';

describe('template-memory-ignored looks at what comes of both templates', () => {
  it('the main container by its name, wherever it stands; a sidecar’s memory is its own', () => {
    expectFindings(deployment([container('logs', '1Gi'), container(MAIN, MEMORY)], []));
    expectFindings(deployment([], [container(MAIN, MEMORY), container('logs', '1Gi')]));
    expectFindings(deployment([container('logs', '1Gi')], []));
  });

  it('a container without a name has that of the common template at its place', () => {
    expectFindings(deployment([`{name: ${MAIN}}`], [`{resources: {limits: {memory: ${MEMORY}}}}`]));
    expectFindings(deployment(['{name: logs}', `{name: ${MAIN}}`], ['{resources: {limits: {memory: 1Gi}}}']));
  });

  it('a container at the place of another one takes its name: the memory is that of the new one', () => {
    // The TaskManager's template names the first container otherwise, the JobManager has none of its own.
    expectFindings(deployment([container(MAIN, MEMORY)], ['{name: logs}']));
    expectFindings(deployment([container('logs', '1Gi')], [container(MAIN, MEMORY)]));
  });

  it('names decide where the operator merges by them', () => {
    expectFindings(deployment(['{name: logs}', `{name: ${MAIN}}`], [`{resources: {limits: {memory: 1Gi}}}`, container(MAIN, MEMORY)], 'kubernetes.operator.pod-template.merge-arrays-by-name: "true"'));
  });
});
