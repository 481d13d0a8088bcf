import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { speakChinese } from '../support/speech.js';
import { afterFix, checkText, expectFindings, findingOf, fixesOf, preferredFix, type Reading } from './support.js';

interface Parts {
  readonly version?: string;
  readonly configuration?: readonly string[];
  readonly common?: readonly string[];
  readonly jobManager?: readonly string[];
  readonly taskManager?: readonly string[];
}

const MEMORY = ['resource:', '  memory: 2g'];

/** A whole deployment of which both processes have 2 GiB. */
function deployment({ version = 'v1_20', configuration = [], common = [], jobManager = MEMORY, taskManager = MEMORY }: Parts): string {
  const indented = (lines: readonly string[], by: number): readonly string[] => lines.map((line) => ' '.repeat(by) + line);
  return [
    'apiVersion: flink.apache.org/v1beta1', 'kind: FlinkDeployment', 'metadata:', '  name: clicks', 'spec:', `  flinkVersion: ${version}`,
    ...(configuration.length === 0 ? [] : ['  flinkConfiguration:', ...indented(configuration, 4)]),
    ...indented(common, 2),
    '  jobManager:', ...indented(jobManager, 4), '  taskManager:', ...indented(taskManager, 4), '',
  ].join('\n');
}

const operator = (operatorVersion: string): Reading => ({ settings: { operatorVersion } });

/** 22 GiB, of which Flink 1.16 gives the network 1 GiB at most and 1.17 a tenth: 19 GiB of managed memory leave room for the first only. */
const large = (managed: string, version = 'v1_16'): string =>
  deployment({ version, configuration: [`taskmanager.memory.managed.size: ${managed}`], taskManager: ['resource:', '  memory: 22g'] });

/** What other rules say about such sizes is theirs. */
const THEIRS = ['fraction-clamped', 'managed-unused'];

describe('fails-at-deploy', () => {
  it('is found where the operator’s Flink refuses what the image’s would start, and fixed', () => {
    const checked = expectFindings(large('⟦fails-at-deploy: 19g⟧'), {}, THEIRS);
    const found = findingOf(checked, 'fails-at-deploy');
    assert.equal(found.finding.level, 'error');
    assert.match(found.sentence, /^Framework heap memory 128 \+ .* = 21836\.8 MiB, but total Flink memory is 21248 MiB: the operator 1\.15 accepts the deployment, but sizes the TaskManager with its own Flink 1\.20 and then fails, whatever Flink the image has\. \S+ of at most \S+ \(task heap memory becomes 0\.2 MiB\) would do\.$/);
    const { text } = preferredFix(checked, 'fails-at-deploy');
    expectFindings(text, {}, [...THEIRS, 'heap-small']);
  });

  it('is silent where both agree', () => {
    expectFindings(large('18g'), {}, THEIRS);
    expectFindings(large('19g'), operator('1.5'), THEIRS);
    const both = checkText(large('19g', 'v1_20'));
    assert.deepEqual(both.found.filter(({ finding }) => finding.rule === 'fails-at-deploy').length, 0);
    assert.equal(findingOf(both, 'pools-exceed-flink').finding.level, 'error');
  });

  it('says that it is refused already where the operator asks itself how large the process is', () => {
    const text = deployment({ version: 'v1_16', configuration: ['taskmanager.memory.managed.size: 19g', 'taskmanager.memory.process.size: 22g'], taskManager: ['replicas: 1'] });
    assert.match(findingOf(checkText(text), 'fails-at-deploy').sentence, /the operator 1\.15 checks the TaskManager with its own Flink 1\.20 and refuses the deployment/);
  });

  it('speaks Chinese', (context) => {
    speakChinese(context);
    assert.match(findingOf(checkText(large('19g')), 'fails-at-deploy').sentence, /：Operator 1\.15 会接受该部署，但随后用自带的 Flink 1\.20 计算 TaskManager 的内存时失败/);
  });
});

describe('flink-version-unknown and flink-version-unsupported', () => {
  it('what this operator’s CRD does not have is refused', () => {
    const checked = expectFindings(deployment({ version: '⟦flink-version-unknown: v2_0⟧' }), operator('1.10'));
    const { finding, sentence } = findingOf(checked, 'flink-version-unknown');
    assert.equal(finding.level, 'error');
    assert.equal(sentence, 'The operator 1.10 does not know v2_0 and refuses the deployment: it knows v1_13 to v1_20. v2_0 comes with operator 1.11.');
    expectFindings(deployment({ version: 'v2_0' }), operator('1.11'));
    expectFindings(deployment({ version: '⟦flink-version-unknown: v2_3⟧' }), operator('1.15'));
    expectFindings(deployment({ version: 'v2_3' }), operator('1.16'));
  });

  it('an operator that nobody named may be a later one', () => {
    expectFindings(deployment({ version: 'v2_3' }));
    expectFindings(deployment({ version: '⟦flink-version-unknown: v1_12⟧' }));
  });

  it('what the operator has dropped is told', () => {
    const checked = expectFindings(deployment({ version: '⟦flink-version-unsupported: v1_14⟧' }));
    assert.equal(findingOf(checked, 'flink-version-unsupported').sentence, 'The operator 1.15 does not support v1_14 any more and refuses the deployment. v1_15 is the oldest version that it deploys.');
    assert.match(findingOf(checkText(deployment({ version: 'v1_13' }), operator('1.8')), 'flink-version-unsupported').sentence, /accepts the deployment and then leaves it alone/);
    expectFindings(deployment({ version: 'v1_14' }), operator('1.6'));
    expectFindings(deployment({ version: 'v1_15' }));
  });

  it('speak Chinese', (context) => {
    speakChinese(context);
    assert.equal(findingOf(checkText(deployment({ version: 'v1_14' })), 'flink-version-unsupported').sentence, 'Operator 1.15 已不再支持 v1_14，会拒绝该部署。它能部署的最早版本是 v1_15。');
    assert.match(findingOf(checkText(deployment({ version: 'v2_0' }), operator('1.10')), 'flink-version-unknown').sentence, /^Operator 1\.10 不认识 v2_0，会拒绝该部署：它支持 v1_13 至 v1_20。v2_0 自 Operator 1\.11 起支持。$/);
  });
});

const template = (limits: readonly string[], name = 'flink-main-container'): readonly string[] => [
  'podTemplate:', '  spec:', '    containers:', `      - name: ${name}`, '        image: flink:1.20 # ours', '        resources:', '          limits:', ...limits.map((line) => `            ${line}`),
];

describe('template-memory-ignored', () => {
  it('of one process, removed with what becomes empty', () => {
    const checked = expectFindings(deployment({ taskManager: [...MEMORY, ...template(['memory: ⟦template-memory-ignored: 4Gi⟧'])] }));
    const found = findingOf(checked, 'template-memory-ignored');
    assert.equal(found.finding.level, 'warning');
    assert.equal(found.sentence, 'Flink overwrites the memory limit of its own container in a pod template with the size of the process, so 4Gi does nothing. taskManager.resource.memory sets request and limit, kubernetes.taskmanager.memory.limit-factor a limit above the request.');
    const { title, text } = preferredFix(checked, 'template-memory-ignored');
    assert.equal(title, 'Remove taskManager.podTemplate limits.memory (no effect)');
    assert.equal(text, deployment({ taskManager: [...MEMORY, ...template([]).slice(0, -2)] }));
  });

  it('of both, beside what stays', () => {
    const checked = expectFindings(deployment({ common: template(['cpu: 2', 'memory: ⟦template-memory-ignored: 4Gi⟧', 'ephemeral-storage: 1Gi']) }));
    assert.equal(preferredFix(checked, 'template-memory-ignored').text, deployment({ common: template(['cpu: 2', 'ephemeral-storage: 1Gi']) }));
  });

  it('not of other containers, and not what a template writes', () => {
    expectFindings(deployment({ common: template(['memory: 64Mi'], 'sidecar') }));
    expectFindings(deployment({ common: template(['memory: "{{ .Values.memory }}"']) }));
    expectFindings(deployment({ common: template(['ephemeral-storage: 1Gi']) }));
  });

  it('speaks Chinese', (context) => {
    speakChinese(context);
    const { sentence } = findingOf(checkText(deployment({ common: template(['memory: 4Gi']) })), 'template-memory-ignored');
    assert.match(sentence, /^Flink 会用进程总内存覆盖 Pod 模板中自身容器的内存 limit，因此 4Gi 不起作用。/);
  });
});

describe('resources-unsupported', () => {
  it('an operator before 1.16 drops it: written as resource, or removed', () => {
    const checked = expectFindings(deployment({ taskManager: ['⟦resources-unsupported: resources⟧:', '  requests: {memory: 3Gi}'] }).replace('  taskManager', '  ⟦memory-not-configured: taskManager⟧'), operator('1.15'));
    assert.equal(findingOf(checked, 'resources-unsupported').sentence, 'The operator 1.15 does not know taskManager.resources, which comes with 1.16, and it is dropped: the TaskManager gets nothing of what stands there.');
    const { title, text } = preferredFix(checked, 'resources-unsupported');
    assert.equal(title, 'Write it as taskManager.resource.memory: 3Gi');
    assert.equal(text, deployment({ taskManager: ['resource:', '  memory: 3Gi'] }));
  });

  it("before 1.7 it is written with Flink's units, which are all that the operator reads there", () => {
    const checked = checkText(deployment({ taskManager: ['resources:', '  requests: {memory: 2.5Gi}'] }), operator('1.4'));
    const { title, text } = preferredFix(checked, 'resources-unsupported');
    assert.equal(title, 'Write it as taskManager.resource.memory: 2560m');
    assert.equal(text, deployment({ taskManager: ['resource:', '  memory: 2560m'] }));
  });

  it('beside it, resource is passed over', () => {
    const both = ['⟦resources-unsupported: resource⟧:', '  memory: 4g', 'resources:', '  requests:', '    memory: 2Gi'];
    const checked = expectFindings(deployment({ taskManager: both }));
    assert.equal(findingOf(checked, 'resources-unsupported').sentence, 'Beside taskManager.resources, the operator 1.16 ignores taskManager.resource entirely, memory and cpu alike.');
    assert.equal(preferredFix(checked, 'resources-unsupported').text, deployment({ taskManager: both.slice(2) }));
  });

  it('is silent where one of them is there, or the other is empty', () => {
    expectFindings(deployment({ taskManager: ['resources:', '  requests:', '    memory: 2Gi'] }));
    expectFindings(deployment({ taskManager: [...MEMORY, 'resources: {}'] }));
  });

  it('speaks Chinese', (context) => {
    speakChinese(context);
    const text = deployment({ taskManager: [...MEMORY, 'resources: {requests: {memory: 2Gi}}'] });
    assert.equal(findingOf(checkText(text), 'resources-unsupported').sentence, '有了 taskManager.resources，Operator 1.16 会完全忽略 taskManager.resource，内存和 CPU 都不例外。');
  });
});

describe('limit-factor-invalid', () => {
  it('below 1, in memory and in cpu', () => {
    const checked = expectFindings(deployment({ configuration: ['kubernetes.taskmanager.memory.limit-factor: ⟦limit-factor-invalid: "0.8"⟧'] }));
    const found = findingOf(checked, 'limit-factor-invalid');
    assert.equal(found.sentence, 'kubernetes.taskmanager.memory.limit-factor is 0.8, which would put the limit below the request: the deployment is accepted and then fails. 1.0 gives a limit equal to the request.');
    const [first, second] = fixesOf(checked, found);
    assert.ok(first?.preferred === true && second !== undefined);
    assert.equal(afterFix(checked, found, first), deployment({ configuration: ['kubernetes.taskmanager.memory.limit-factor: "1.0"'] }));
    assert.equal(afterFix(checked, found, second), deployment({}));
    expectFindings(deployment({ configuration: ['kubernetes.jobmanager.cpu.limit-factor: ⟦limit-factor-invalid: "0"⟧'] }));
    expectFindings(deployment({ configuration: ['kubernetes.jobmanager.memory.limit-factor: "1"', 'kubernetes.taskmanager.memory.limit-factor: "${FACTOR}"'] }));
  });

  it('a limit below the request', () => {
    const resources = (limit: string): readonly string[] => ['resources:', '  requests:', '    memory: 2Gi', '  limits:', `    memory: ${limit}`];
    const checked = expectFindings(deployment({ taskManager: resources('⟦limit-factor-invalid: 1Gi⟧') }));
    assert.equal(findingOf(checked, 'limit-factor-invalid').sentence, 'The memory limit 1Gi is below the request 2Gi, and the operator refuses the deployment. 2Gi gives a limit equal to the request.');
    assert.equal(preferredFix(checked, 'limit-factor-invalid').text, deployment({ taskManager: resources('2Gi') }));
    expectFindings(deployment({ taskManager: resources('3Gi') }));
  });

  it('is not about files that are no deployment’s', () => {
    expectFindings('taskmanager.memory.process.size: 2g\njobmanager.memory.process.size: 2g\nkubernetes.taskmanager.memory.limit-factor: 0.5\n', { file: 'flink-conf.yaml' });
  });

  it('speaks Chinese', (context) => {
    speakChinese(context);
    const text = deployment({ configuration: ['kubernetes.taskmanager.memory.limit-factor: "0.8"'] });
    assert.match(findingOf(checkText(text), 'limit-factor-invalid').sentence, /为 0\.8，会使 limit 低于 request：该部署会被接受，但随后失败。设为 1\.0 时 limit 等于 request。$/);
  });
});

describe('nested-configuration-unsupported', () => {
  const OLD = operator('1.12');

  it('a number, a list and nested keys become texts', () => {
    const source = (slots: string, more: readonly string[]): string =>
      deployment({ version: 'v1_19', configuration: [`taskmanager.numberOfTaskSlots: ${slots} # two`, ...more] });
    const number = expectFindings(source('⟦nested-configuration-unsupported: 2⟧', []), OLD);
    assert.match(findingOf(number, 'nested-configuration-unsupported').sentence, /^With the operator 1\.12 every value of flinkConfiguration has to be a text, and taskmanager\.numberOfTaskSlots is none without quotes/);
    assert.equal(preferredFix(number, 'nested-configuration-unsupported').text, source('"2"', []));
    const nested = expectFindings(source("'2'", ['⟦nested-configuration-unsupported: taskmanager⟧:', '  memory:', '    managed.fraction: 0.3', '    jvm-metaspace.size: 300m']), OLD);
    const flat = ['taskmanager.memory.managed.fraction: "0.3"', 'taskmanager.memory.jvm-metaspace.size: "300m"'];
    assert.equal(preferredFix(nested, 'nested-configuration-unsupported').title, 'Write the keys below taskmanager flat');
    assert.equal(preferredFix(nested, 'nested-configuration-unsupported').text, source("'2'", flat));
  });

  it('is fine from 1.13 on, and as texts', () => {
    expectFindings(deployment({ version: 'v1_19', configuration: ['taskmanager.numberOfTaskSlots: 2', 'taskmanager: {memory: {managed.fraction: 0.3}}'] }), operator('1.13'));
    expectFindings(deployment({ version: 'v1_19', configuration: ['taskmanager.numberOfTaskSlots: "2"', 'taskmanager.memory.managed.fraction: {{ .Values.fraction }}'] }), OLD);
  });

  it('speaks Chinese', (context) => {
    speakChinese(context);
    const text = deployment({ version: 'v1_19', configuration: ['taskmanager.numberOfTaskSlots: 2'] });
    assert.match(findingOf(checkText(text, OLD), 'nested-configuration-unsupported').sentence, /^在 Operator 1\.12 中，flinkConfiguration 的每个值都必须是文本/);
  });
});

describe('key-prefix-overlap', () => {
  it('a former key beside keys below it is renamed', () => {
    const more = 'restart-strategy.fixed-delay.attempts: "3"';
    const checked = expectFindings(deployment({ version: 'v2_0', configuration: ['⟦key-prefix-overlap: restart-strategy⟧: fixed-delay', more] }), {}, ['deprecated-key']);
    assert.equal(findingOf(checked, 'key-prefix-overlap').sentence, 'restart-strategy is also the beginning of restart-strategy.fixed-delay.attempts, which the config.yaml of Flink 2.0 cannot hold together: the operator 1.15 accepts the deployment and then fails to deploy it.');
    const { title, text } = preferredFix(checked, 'key-prefix-overlap');
    assert.equal(title, 'Rename to restart-strategy.type');
    assert.equal(text, deployment({ version: 'v2_0', configuration: ['restart-strategy.type: fixed-delay', more] }));
  });

  it('is silent for Flink 1.x, and for operators that do not ask', () => {
    const configuration = ['restart-strategy: fixed-delay', 'restart-strategy.fixed-delay.attempts: "3"'];
    expectFindings(deployment({ version: 'v1_20', configuration }), {}, ['deprecated-key']);
    expectFindings(deployment({ version: 'v2_0', configuration }), operator('1.11'), ['deprecated-key']);
  });

  it('speaks Chinese', (context) => {
    speakChinese(context);
    const text = deployment({ version: 'v2_0', configuration: ['restart-strategy: fixed-delay', 'restart-strategy.fixed-delay.attempts: "3"'] });
    assert.match(findingOf(checkText(text), 'key-prefix-overlap').sentence, /^restart-strategy 同时是 restart-strategy\.fixed-delay\.attempts 的前缀/);
  });
});

describe('quantity-invalid', () => {
  const sized = (memory: string): string => deployment({ taskManager: ['resource:', `  memory: ${memory} # bytes`] });

  it('a number without quotes is no text', () => {
    const checked = expectFindings(sized('⟦quantity-invalid: 4294967296⟧'));
    assert.equal(findingOf(checked, 'quantity-invalid').sentence, 'taskManager.resource.memory has to be a text, and 4294967296 without quotes is a number: Kubernetes refuses the deployment. 4096m would do.');
    assert.equal(preferredFix(checked, 'quantity-invalid').text, sized('4096m'));
    expectFindings(sized('"4294967296"'));
    expectFindings(sized('4096m'));
  });

  it('speaks Chinese of it', (context) => {
    speakChinese(context);
    assert.match(findingOf(checkText(sized('4294967296')), 'quantity-invalid').sentence, /^taskManager\.resource\.memory 必须是文本，而不加引号的 4294967296 是数字：Kubernetes 会拒绝该部署。/);
  });
});

describe('A patch of Kustomize’s', () => {
  const patch = (spec: readonly string[]): string =>
    ['apiVersion: flink.apache.org/v1beta1', 'kind: FlinkDeployment', 'metadata:', '  name: clicks', 'spec:', ...spec.map((line) => `  ${line}`), ''].join('\n');

  it('says nothing of the process that it does not speak of', () => {
    expectFindings(patch(['taskManager:', '  resource:', '    memory: 4g']));
    expectFindings(patch(['taskManager:', '  replicas: 4']));
    expectFindings(patch(['image: flink:2.0', 'flinkVersion: v2_0']));
  });

  it('is still judged by what it says', () => {
    expectFindings(patch(['taskManager:', '  resource:', '    memory: ⟦quantity-invalid: 2.5Gi⟧']));
  });
});
