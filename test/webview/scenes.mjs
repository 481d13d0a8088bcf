/** What the preview shows: documents as people write them, each with the view in which to look at it. */

/** @typedef {{ text: string, file?: string, theme?: string, language?: string, width?: number, height?: number, zoom?: number, process?: string, pool?: string, cluster?: number, empty?: string, locked?: boolean, committed?: string, clicks?: readonly (string | readonly [string, string])[] }} Scene */

const deployment = (body, name = 'clicks') => `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: ${name}
spec:
  image: flink:1.20
  flinkVersion: v1_20
${body}`;

const clicks = deployment(`  flinkConfiguration:
    taskmanager.numberOfTaskSlots: "3"
    taskmanager.memory.managed.fraction: "0.25"
    state.backend.type: rocksdb
  taskManager:
    replicas: 2
    resource: {memory: "2600m", cpu: 1}
  jobManager:
    resource: {memory: "1600m", cpu: 1}
`);

const limits = deployment(`  flinkConfiguration:
    kubernetes.taskmanager.memory.limit-factor: "1.5"
    taskmanager.memory.task.off-heap.size: 1m
  taskManager:
    resource: {memory: "4g", cpu: 1}
  jobManager:
    resource: {memory: "1600m", cpu: 1}
`, 'orders');

const tooSmall = `# flink-memory: version 1.20
jobmanager.memory.process.size: 1600m
taskmanager.memory.process.size: 900m
taskmanager.memory.managed.size: 345m
taskmanager.memory.network.min: 256m
taskmanager.memory.network.max: 256m
`;

const template = deployment(`  flinkConfiguration:
    taskmanager.numberOfTaskSlots: "3"
    taskmanager.memory.managed.size: "{{ .Values.managed }}"
  taskManager:
    resource: {memory: "2600m", cpu: 1}
  jobManager:
    resource: {memory: "{{ .Values.jobManager.memory }}", cpu: 1}
`);

/** @type {Readonly<Record<string, Scene>>} */
export const SCENES = {
  dark: { text: clicks, pool: 'managed' },
  light: { text: clicks, pool: 'managed', theme: 'light' },
  'high-contrast': { text: clicks, pool: 'network', theme: 'high-contrast' },
  'high-contrast-light': { text: clicks, pool: 'network', theme: 'high-contrast-light' },
  chinese: { text: clicks, pool: 'managed', language: 'zh-cn' },
  'chinese-narrow': { text: clicks, pool: 'managed', language: 'zh-cn', width: 420, height: 1500 },
  narrow: { text: clicks, pool: 'taskHeap', width: 420, height: 1600 },
  'narrow-300': { text: clicks, pool: 'taskHeap', width: 300, height: 1700, theme: 'light' },
  'split-700': { text: clicks, pool: 'jvmOverhead', width: 700, height: 720 },
  'split-560': { text: clicks, pool: 'jvmOverhead', width: 560, height: 1300, theme: 'light' },
  wide: { text: clicks, pool: 'taskHeap', width: 1900, height: 900 },
  'zoom-200': { text: clicks, pool: 'managed', width: 1100, height: 720, zoom: 2, theme: 'light' },
  process: { text: clicks, clicks: ['[data-keep=table]', '[data-keep=exact]', 'summary'], height: 1200 },
  'job-manager': { text: clicks, process: 'jobManager', pool: 'jvmHeap' },
  container: { text: limits, pool: 'taskOffHeap' },
  refused: { text: tooSmall, file: 'flink-conf.yaml', pool: 'network' },
  'refused-light': { text: tooSmall, file: 'flink-conf.yaml', pool: 'managed', theme: 'light', language: 'zh-cn' },
  'refused-narrow': { text: tooSmall, file: 'flink-conf.yaml', pool: 'managed', width: 420, height: 1500 },
  'refused-jvm': { text: 'taskmanager.memory.process.size: 400m\njobmanager.memory.process.size: 1600m\n', file: 'flink-conf.yaml' },
  'refused-value': { text: 'taskmanager.memory.process.size: 1.5g\njobmanager.memory.process.size: 1600m\n', file: 'flink-conf.yaml' },
  'refused-overhead': { text: 'taskmanager.memory.process.size: 1500m\ntaskmanager.memory.flink.size: 1200m\njobmanager.memory.process.size: 1600m\n', file: 'flink-conf.yaml' },
  'not-configured': { text: 'taskmanager.numberOfTaskSlots: 2\njobmanager.memory.process.size: 1600m\n', file: 'flink-conf.yaml' },
  unknown: { text: template, pool: 'managed' },
  'unknown-total': { text: template, process: 'jobManager', theme: 'light' },
  several: { text: `${clicks}---\n${limits}`, cluster: 1, pool: 'managed', theme: 'light' },
  'not-modelled': { text: '# flink-memory: version 1.10\ntaskmanager.memory.process.size: 1728m\ntaskmanager.numberOfTaskSlots: 2\njobmanager.memory.process.size: 1600m\n', file: 'flink-conf.yaml', process: 'jobManager' },
  'not-loaded': { text: 'taskmanager.memory.process.size: 1728m\ntaskmanager.memory.process.size: 1729m\njobmanager.memory.process.size: 1600m\n', file: 'config.yaml' },
  'what-if': { text: clicks, pool: 'managed', clicks: ['[data-keep=what-if]', ['[id="input-taskmanager.memory.managed.fraction"]', '0.5']] },
  'what-if-light': { text: clicks, pool: 'network', theme: 'light', height: 900, clicks: ['[data-keep=what-if]', ['[id="input-taskmanager.memory.process.size"]', '4g']] },
  'what-if-high-contrast': { text: clicks, pool: 'network', theme: 'high-contrast', clicks: ['[data-keep=what-if]', '[data-preset=heap]'] },
  'what-if-chinese': { text: clicks, pool: 'managed', language: 'zh-cn', height: 900, clicks: ['[data-keep=what-if]', '[data-preset=slots]'] },
  'what-if-narrow': { text: clicks, pool: 'managed', width: 420, height: 1800, clicks: ['[data-keep=what-if]', ['[id="input-taskmanager.memory.managed.fraction"]', '0.5']] },
  'what-if-refused': { text: clicks, pool: 'managed', clicks: ['[data-keep=what-if]', ['[id="input-taskmanager.memory.process.size"]', '300m']] },
  'what-if-template': { text: template, pool: 'managed', clicks: ['[data-keep=what-if]', ['[id="input-taskmanager.memory.managed.fraction"]', '0.5']] },
  'size-it': { text: clicks, height: 1100, theme: 'light', clicks: ['[data-keep=what-if]', '[data-keep=sizing] > summary', ['#wish-slots', '4']] },
  'size-it-small': { text: clicks, clicks: ['[data-keep=what-if]', '[data-keep=sizing] > summary', ['#wish-slots', '40']] },
  'size-it-enough': { text: clicks, height: 900, clicks: ['[data-keep=what-if]', '[data-keep=sizing] > summary', ['#wish-slots', '40'], '[data-do=enough]'] },
  compare: { text: clicks, pool: 'totalFlink', clicks: ['[data-keep=compare]', '[data-keep=table]'], height: 1000 },
  'compare-narrow': { text: clicks, pool: 'totalFlink', clicks: ['[data-keep=compare]'], width: 420, height: 1200, theme: 'light' },
  menu: { text: clicks, clicks: ['[data-keep=take] > summary'] },
  'menu-narrow': { text: clicks, width: 300, height: 600, clicks: ['[data-keep=take] > summary'] },
  'menu-high-contrast-light': { text: clicks, theme: 'high-contrast-light', clicks: ['[data-keep=take] > summary'] },
  'wide-1400': { text: clicks, width: 1400, pool: 'managed' },
  'compare-commit': { text: clicks, committed: clicks.replace('"0.25"', '"0.4"').replace('2600m', '2g'), pool: 'managed', clicks: ['[data-keep=compare]'] },
  'compare-container': { text: limits, committed: clicks, pool: 'totalProcess', width: 1025, clicks: ['[data-keep=compare]'], theme: 'light' },
  empty: { text: '', empty: 'not-flink' },
  'no-document': { text: '', empty: 'no-document' },
  loading: { text: '', empty: 'server-starting' },
  gone: { text: '', empty: 'no-document', locked: true },
  'no-longer': { text: '', empty: 'not-flink', locked: true },
  'server-failed': { text: '', empty: 'server-failed' },
};
