/** Memory of containers against what Flink needs in them, and findings of clusters in layers. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Span } from '../../server/src/documents/index.js';
import type { Finding } from '../../server/src/rules/rule.js';
import { speakChinese } from '../support/speech.js';
import { configMap, file, properties, workload } from '../support/workloads.js';
import { afterFix, checkText, expectFindings, findingOf, fixesOf, preferredFix, type Checked } from './support.js';

const READING = { file: 'workload.yaml' };
const PROCESS = 'taskmanager.memory.process.size';
const CONF = ['jobmanager.memory.process.size: 1600m', `${PROCESS}: 1728m`];

function sized(total: string, resources: string): string {
  return workload({ container: `${properties(`${PROCESS}: ${total}`)}resources:\n${resources.split('\n').map((line) => `  ${line}`).join('\n')}` });
}

function limited(total: string, limit: string): string {
  return sized(total, `limits:\n  memory: ${limit}`);
}

/** Digits are grouped by narrow spaces. */
function plain(sentence: string): string {
  return sentence.replaceAll('\u202f', ' ');
}

function spansOf({ related = [] }: Finding): readonly Span[] {
  return related.flatMap((one) => ('span' in one ? one.span : []));
}

/** The documents after each fix of a rule's only finding, by title. */
function allFixes(checked: Checked, rule: string): Readonly<Record<string, string>> {
  const found = findingOf(checked, rule);
  return Object.fromEntries(fixesOf(checked, found).map((fix) => [fix.title, afterFix(checked, found, fix)]));
}

describe('container-too-small', () => {
  it('is found where a decimal unit falls short of a binary one', (context) => {
    const checked = expectFindings(limited('1728m', '⟦container-too-small: 1728M⟧'), READING);
    assert.equal(
      plain(findingOf(checked, 'container-too-small').sentence),
      '1728M is 1 728 000 000 bytes (1647.9 MiB) for Kubernetes, less than the 1 811 939 328 bytes (1728 MiB) that Flink sizes the TaskManager to. The container is killed when it uses more (exit code 137); 1812M would do.',
    );
    const text = checked.document.text;
    assert.deepEqual(allFixes(checked, 'container-too-small'), {
      'Raise the limit to 1812M (smallest that holds the process)': text.replace('1728M', '1812M'),
      [`Lower ${PROCESS} to 1647m (largest that the container holds)`]: text.replace('1728m', '1647m'),
    });
    assert.match(preferredFix(checked, 'container-too-small').title, /^Raise/);
    speakChinese(context);
    assert.equal(
      plain(findingOf(checkText(text, READING), 'container-too-small').sentence),
      '1728M 在 Kubernetes 中是 1 728 000 000 字节（1647.9 MiB），小于 Flink 为 TaskManager 计算出的 1 811 939 328 字节（1728 MiB）。用量超过后容器会被杀掉（退出码 137）；改为 1812M 即可。',
    );
  });

  for (const [total, limit, raised] of [
    ['1728m', '1Gi', '1728Mi'], ['1728m', '1.5Gi', '1728Mi'], ['2g', '1Gi', '2Gi'], ['1728m', '1600Mi', '1728Mi'], ['1728m', '1G', '1812M'], ['2g', '2e9', '2147483648'], ['1728m', '1811939327', '1811939328'], ['1728m', '"1700000Ki"', '"1769472Ki"'],
  ] as const) {
    it(`${limit} for ${total} is raised to ${raised}`, () => {
      const checked = checkText(limited(total, limit), READING);
      assert.equal(preferredFix(checked, 'container-too-small').text, limited(total, raised));
    });
  }

  it('raises a request that is equal to the limit with it', () => {
    const checked = checkText(sized('2g', 'requests: {memory: 1Gi}\nlimits: {memory: 1024Mi}'), READING);
    assert.equal(preferredFix(checked, 'container-too-small').title, 'Raise request and limit to 2048Mi (smallest that holds the process)');
    assert.equal(preferredFix(checked, 'container-too-small').text, sized('2g', 'requests: {memory: 2048Mi}\nlimits: {memory: 2048Mi}'));
  });

  it('is silent where the process fits, there is no limit, a template decides, or the limit is one of something else', () => {
    for (const text of [
      limited('1728m', '1728Mi'), limited('1728m', '2G'), sized('1728m', 'requests:\n  memory: 2Gi'), limited('1728m', '{{ .Values.limit }}'), limited('{{ .Values.total }}', '1Gi'),
      sized('1728m', 'limits:\n  cpu: 1'), workload({ container: 'resources:\n  limits:\n    memory: 1728Mi' }), workload({ mounts: 'elsewhere', container: 'resources:\n  limits:\n    memory: 1Gi' }),
    ]) expectFindings(text, READING);
  });

  it('is found beside a file that nobody has at hand where the total is given here', () => {
    expectFindings(workload({ mounts: 'elsewhere', args: `["taskmanager", "-D${PROCESS}=2g"]`, container: 'resources:\n  limits:\n    memory: ⟦container-too-small: 1Gi⟧' }), READING);
  });

  it('leads to the ConfigMap in the same file, and lowers the total there', () => {
    const checked = expectFindings(file(configMap('conf', 'flink-conf.yaml', CONF), workload({ mounts: 'conf', container: 'resources:\n  limits:\n    memory: ⟦container-too-small: 1700Mi⟧' })), READING);
    const { finding, located } = findingOf(checked, 'container-too-small');
    const text = checked.document.text;
    assert.deepEqual(spansOf(finding).map((span) => { const { start, end } = located.toSpan(span); return text.slice(start, end); }), ['1728m']);
    assert.deepEqual(allFixes(checked, 'container-too-small'), {
      'Raise the limit to 1728Mi (smallest that holds the process)': text.replace('1700Mi', '1728Mi'),
      [`Lower ${PROCESS} to 1700m (largest that the container holds)`]: text.replace('1728m', '1700m'),
    });
  });
});

describe('flink-size-fills-container', () => {
  it('is found where total Flink memory is the size of the container', (context) => {
    const text = file(configMap('conf', 'flink-conf.yaml', ['jobmanager.memory.process.size: 1600m', 'taskmanager.numberOfTaskSlots: 2']), workload({
      mounts: 'conf', args: '["taskmanager", "-Dtaskmanager.memory.flink.size=⟦flink-size-fills-container: 2g⟧"]', container: 'resources:\n  limits:\n    memory: ⟦container-too-small: 2Gi⟧',
    }));
    const checked = expectFindings(text, READING, ['size-not-configured']);
    assert.equal(
      findingOf(checked, 'flink-size-fills-container').sentence,
      'taskmanager.memory.flink.size: 2g (2048 MiB) takes all of the container (2048 MiB) and leaves nothing for JVM metaspace and overhead, which Flink adds on top. taskmanager.memory.process.size sizes the whole container.',
    );
    assert.deepEqual(allFixes(checked, 'flink-size-fills-container'), {
      'Write taskmanager.memory.process.size: 2g in place of taskmanager.memory.flink.size': checked.document.text.replace('flink.size=2g', 'process.size=2g'),
    });
    speakChinese(context);
    assert.equal(
      findingOf(checkText(checked.document.text, READING), 'flink-size-fills-container').sentence,
      'taskmanager.memory.flink.size: 2g（2048 MiB）占满了整个容器（2048 MiB），没有给 JVM 元空间和 JVM 开销留下空间，而 Flink 会在其上另外加上这两部分。应当用 taskmanager.memory.process.size 设置整个容器的大小。',
    );
  });

  it("is found beside the total of the image's own file, which then is refused as well", () => {
    const text = workload({ container: `${properties('taskmanager.memory.flink.size: 2g')}resources:\n  limits:\n    memory: 2Gi` });
    const checked = checkText(text, READING);
    assert.deepEqual(checked.found.map(({ mark }) => mark.rule), ['flink-exceeds-process', 'flink-size-fills-container']);
    assert.equal(preferredFix(checked, 'flink-size-fills-container').text, text.replace('flink.size', 'process.size'));
  });

  it('is silent where the JVM has room', () => {
    expectFindings(workload({ args: '["taskmanager", "-Dtaskmanager.memory.flink.size=1g", "-Dtaskmanager.memory.process.size=1472m"]', container: 'resources:\n  limits:\n    memory: 2Gi' }), READING, ['both-totals', 'key-without-effect']);
  });
});

describe('Quantities of containers', () => {
  it('m is a thousandth', (context) => {
    const checked = expectFindings(sized('1728m', 'requests:\n  memory: ⟦unit-differs: 1728m⟧\nlimits:\n  memory: 2Gi'), READING);
    assert.equal(findingOf(checked, 'unit-differs').finding.level, 'error');
    assert.equal(findingOf(checked, 'unit-differs').sentence, 'For Kubernetes m is a thousandth: 1728m is 1.728 bytes. Only Flink reads it as MiB; 1728Mi would do.');
    assert.deepEqual(allFixes(checked, 'unit-differs'), { 'Write 1728Mi': sized('1728m', 'requests:\n  memory: 1728Mi\nlimits:\n  memory: 2Gi') });
    speakChinese(context);
    assert.equal(findingOf(checkText(checked.document.text, READING), 'unit-differs').sentence, '在 Kubernetes 中 m 表示千分之一：1728m 等于 1.728 字节，只有 Flink 才把它当作 MiB；应写为 1728Mi。');
    expectFindings(limited('1728m', '⟦unit-differs: 1728m⟧'), READING);
  });

  for (const [written, repaired] of [['2g', '2Gi'], ['2GB', '2Gi'], ['"2 Gi"', '"2Gi"'], ['1.5GiB', '1536Mi']] as const) {
    it(`${written} is no quantity`, () => {
      const checked = expectFindings(limited('1g', `⟦quantity-invalid: ${written}⟧`), READING, ['heap-small']);
      assert.equal(preferredFix(checked, 'quantity-invalid').text, limited('1g', repaired));
    });
  }

  it('are told with what Kubernetes takes', (context) => {
    const checked = checkText(limited('1g', '2g'), READING);
    assert.equal(
      findingOf(checked, 'quantity-invalid').sentence,
      'Kubernetes cannot read "2g" as resources.limits.memory and refuses it. It must be a number with one of the units Ki, Mi, Gi, Ti (powers of 1024) or k, M, G, T (powers of 1000).',
    );
    speakChinese(context);
    assert.equal(
      findingOf(checkText(limited('1g', '2g'), READING), 'quantity-invalid').sentence,
      'Kubernetes 无法将 "2g" 解析为 resources.limits.memory，会拒绝它。必须是一个数字加上单位 Ki、Mi、Gi、Ti（1024 的幂）或 k、M、G、T（1000 的幂）。',
    );
  });

  it('a request above its limit', () => {
    const checked = expectFindings(sized('1g', 'requests:\n  memory: ⟦quantity-invalid: 2Gi⟧\nlimits:\n  memory: 1Gi'), READING, ['heap-small']);
    assert.equal(findingOf(checked, 'quantity-invalid').sentence, 'The request 2Gi (2048 MiB) is more than the limit 1Gi (1024 MiB): Kubernetes refuses the container.');
    assert.equal(preferredFix(checked, 'quantity-invalid').text, sized('1g', 'requests:\n  memory: 1Gi\nlimits:\n  memory: 1Gi'));
  });
});

describe('Layers', () => {
  it('key-overridden tells what beats FLINK_PROPERTIES', (context) => {
    const text = workload({ args: `["taskmanager", "-D${PROCESS}=2g"]`, container: properties(`⟦key-overridden: ${PROCESS}: 1g⟧`) });
    const checked = expectFindings(text, READING);
    assert.equal(findingOf(checked, 'key-overridden').sentence, `${PROCESS}: 1g has no effect: a -D argument of the container sets it to 2g.`);
    assert.equal(preferredFix(checked, 'key-overridden').text, checked.document.text.replace(new RegExp(`^ *${PROCESS}: 1g\\n`, 'm'), ''));
    speakChinese(context);
    assert.equal(findingOf(checkText(checked.document.text, READING), 'key-overridden').sentence, `${PROCESS}: 1g 不生效：容器的 -D 参数将其设置为 2g。`);
  });

  it('key-overridden stands in the ConfigMap of the one workload that overrides it, and leads there', (context) => {
    const conf = ['jobmanager.memory.process.size: 1600m', `⟦key-overridden: ${PROCESS}: 1728m⟧`];
    const own = workload({ mounts: 'conf', args: `["taskmanager", "-D${PROCESS}=2g"]` });
    const checked = expectFindings(file(configMap('conf', 'flink-conf.yaml', conf), own), READING);
    const { finding, located, sentence } = findingOf(checked, 'key-overridden');
    assert.equal(sentence, `${PROCESS}: 1728m has no effect: a -D argument of the container sets it to 2g.`);
    assert.deepEqual(spansOf(finding).map((span) => checked.document.text.slice(located.toOffset(span.start), located.toOffset(span.end))), [`${PROCESS}=2g`]);
    speakChinese(context);
    assert.equal(findingOf(checkText(checked.document.text, READING), 'key-overridden').sentence, `${PROCESS}: 1728m 不生效：容器的 -D 参数将其设置为 2g。`);
  });

  it('what two workloads get from one ConfigMap counts for one of them at least', () => {
    const other = workload({ name: 'taskmanager-large', args: `["taskmanager", "-D${PROCESS}=2g"]`, mounts: 'conf' });
    expectFindings(file(configMap('conf', 'flink-conf.yaml', CONF), workload({ mounts: 'conf' }), other), READING);
  });

  it('the same value in two places misleads nobody', () => {
    expectFindings(workload({ container: `${properties('taskmanager.numberOfTaskSlots: 4')}  - name: TASK_MANAGER_NUMBER_OF_TASK_SLOTS\n    value: "4"` }), READING);
  });

  it('what is wrong with a ConfigMap is told there, and once', () => {
    const conf = ['jobmanager.memory.process.size: 1600m', `${PROCESS}: ⟦jvm-exceeds-process: 300m⟧`, '⟦unknown-key: taskmanager.memory.framwork.heap.size⟧: 1m'];
    expectFindings(file(configMap('conf', 'flink-conf.yaml', conf), workload({ mounts: 'conf' }), workload({ name: 'jobmanager', args: '["jobmanager"]', mounts: 'conf' })), READING);
  });

  it('what a workload makes wrong of it is told there', () => {
    const text = file(configMap('conf', 'flink-conf.yaml', CONF), workload({ mounts: 'conf', args: '["taskmanager", "-Dtaskmanager.memory.task.heap.size=⟦pools-exceed-flink: 3g⟧"]' }));
    const checked = expectFindings(text, READING);
    assert.equal(preferredFix(checked, 'pools-exceed-flink').text, checked.document.text.replace('=3g', '=447m'));
  });

  it('a size that is missing in both is missing for certain', () => {
    const text = file(configMap('conf', 'flink-conf.yaml', ['jobmanager.memory.process.size: 1600m', 'taskmanager.numberOfTaskSlots: 2']), workload({ mounts: 'conf' }).replace('- name: taskmanager', '- name: ⟦size-not-configured: taskmanager⟧'));
    const checked = expectFindings(text.replace('flink-conf.yaml:', '⟦size-not-configured: flink-conf.yaml⟧:'), READING);
    assert.deepEqual(checked.found.map(({ finding }) => finding.level), ['information', 'error']);
  });

  it('values, keys and lines of FLINK_PROPERTIES and arguments are judged like any other', () => {
    const checked = expectFindings(workload({
      image: 'flink:1.20', args: '["taskmanager", "-D⟦unknown-key: taskmanager.memory.framwork.heap.size⟧=1m"]',
      container: properties(`${PROCESS}: ⟦value-invalid: 1.5g⟧`, 'parallelism.default: 1', '⟦line-ignored: rest.port:⟧'),
    }), READING);
    assert.equal(preferredFix(checked, 'value-invalid').text, checked.document.text.replace('1.5g', '1536m'));
    assert.equal(preferredFix(checked, 'unknown-key').text, checked.document.text.replace('framwork', 'framework'));
  });

  it('a comment silences what it stands above', () => {
    expectFindings(file(configMap('conf', 'flink-conf.yaml', CONF), workload({ mounts: 'conf', container: 'resources:\n  limits:\n    # flink-memory: ignore container-too-small\n    memory: 1Gi' })), READING, ['container-too-small']);
  });
});
