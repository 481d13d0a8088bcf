/** Workloads of Kubernetes as people write them, for tests. */

export interface Workload {
  readonly kind?: string;
  readonly apiVersion?: string;
  readonly name?: string;
  readonly image?: string;
  readonly args?: string;
  /** Lines of the container, without indentation. */
  readonly container?: string;
  /** The ConfigMap that is mounted in Flink's folder. */
  readonly mounts?: string;
}

/** A Deployment with one container. */
export function workload({ kind = 'Deployment', apiVersion = 'apps/v1', name = 'taskmanager', image = 'flink:1.18.1-java11', args = '["taskmanager"]', container = '', mounts }: Workload): string {
  const lines = [`- name: ${name}`, `  image: ${image}`, `  args: ${args}`, ...container.split('\n').filter((line) => line !== '').map((line) => `  ${line}`)];
  if (mounts !== undefined) lines.push('  volumeMounts:', '    - {name: conf, mountPath: /opt/flink/conf}');
  const pod = ['containers:', ...lines.map((line) => `  ${line}`), ...(mounts === undefined ? [] : ['volumes:', `  - {name: conf, configMap: {name: ${mounts}}}`])];
  const depth = kind === 'Pod' ? 2 : kind === 'CronJob' ? 10 : 6;
  const heads = kind === 'Pod' ? ['spec:'] : kind === 'CronJob' ? ['spec:', '  jobTemplate:', '    spec:', '      template:', '        spec:'] : ['spec:', '  template:', '    spec:'];
  return `${[`apiVersion: ${apiVersion}`, `kind: ${kind}`, 'metadata:', `  name: ${name}`, ...heads, ...pod.map((line) => ' '.repeat(depth) + line)].join('\n')}\n`;
}

/** A ConfigMap with one key of several lines. */
export function configMap(name: string, key: string, lines: readonly string[]): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  ${key}: |\n${lines.map((line) => `    ${line}\n`).join('')}`;
}

/** `FLINK_PROPERTIES` as a variable of a container. */
export function properties(...lines: readonly string[]): string {
  return `env:\n  - name: FLINK_PROPERTIES\n    value: |\n${lines.map((line) => `      ${line}\n`).join('')}`;
}

/** Documents of one file. */
export function file(...documents: readonly string[]): string {
  return documents.join('---\n');
}
