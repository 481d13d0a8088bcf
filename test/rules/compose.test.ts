/** What is found in compose files, and the whole file after every fix. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, it } from 'node:test';
import * as l10n from '@vscode/l10n';
import { afterFix, type Checked, checkText, expectFindings, findingOf, fixesOf, preferredFix, type Reading } from './support.js';

const FILE: Reading = { file: 'docker-compose.yml' };

/** A JobManager as it comes, and a TaskManager with some lines in its `FLINK_PROPERTIES`, in each of the forms. */
const FORMS: readonly (readonly [name: string, write: (lines: readonly string[], more?: string) => string])[] = [
  ['a list', (lines, more = '') => compose(`    environment:\n      - A=b\n      - |\n        FLINK_PROPERTIES=\n${lines.map((line) => `        ${line}\n`).join('')}${more}`)],
  ['a list of quoted texts', (lines, more = '') => compose(`    environment:\n      - "FLINK_PROPERTIES=${lines.join('\\n')}"\n${more}`)],
  ['a map', (lines, more = '') => compose(`    environment:\n      A: b\n      FLINK_PROPERTIES: |\n${lines.map((line) => `        ${line}\n`).join('')}${more}`)],
  ['a map of quoted texts', (lines, more = '') => compose(`    environment: {FLINK_PROPERTIES: "${lines.join('\\n')}"}\n${more}`)],
  ['an extension', (lines, more = '') => `x-flink: &flink\n  environment:\n    FLINK_PROPERTIES: |-\n${lines.map((line) => `      ${line}\n`).join('')}\n${compose(`    <<: *flink\n${more}`)}`],
];

function compose(taskManager: string, image = 'flink:1.18.1'): string {
  return `services:\n  jobmanager:\n    image: ${image}\n    command: jobmanager\n  taskmanager:\n    image: ${image}\n    command: taskmanager\n${taskManager}`;
}

/** The file after each fix of a rule's only finding, by title. */
function allFixes(checked: Checked, rule: string): Readonly<Record<string, string>> {
  const found = findingOf(checked, rule);
  return Object.fromEntries(fixesOf(checked, found).map((fix) => [fix.title, afterFix(checked, found, fix)]));
}

describe('In a compose file', () => {
  for (const [name, write] of FORMS) {
    it(`a process that the image sizes too small for what is set is told, and fixed where it is written: ${name}`, () => {
      const lines = ['taskmanager.numberOfTaskSlots: 2', 'taskmanager.memory.flink.size: ⟦flink-exceeds-process: 2g⟧'];
      const checked = expectFindings(write(lines), FILE);
      const text = checked.document.text;
      const after = (...all: readonly string[]): string => write(all);
      assert.deepEqual(allFixes(checked, 'flink-exceeds-process'), {
        'Lower taskmanager.memory.flink.size to 1280m (largest that works)': text.replace('2g', '1280m'),
        'Remove taskmanager.memory.flink.size (JVM heap becomes 512 MiB)': after('taskmanager.numberOfTaskSlots: 2'),
        'Raise taskmanager.memory.process.size to 2496m (smallest that works)': after('taskmanager.numberOfTaskSlots: 2', 'taskmanager.memory.flink.size: 2g', 'taskmanager.memory.process.size: 2496m'),
      });
      const { finding, sentence } = findingOf(checked, 'flink-exceeds-process');
      assert.equal(sentence, 'Total Flink memory 2048 MiB and JVM metaspace 256 MiB need 2304 MiB, but the process has 1728 MiB (576 MiB missing): the TaskManager will not start. taskmanager.memory.flink.size of at most 1280m would do.');
      const related = (finding.related ?? []).map((one) => ['span' in one ? text.slice(one.span.start, one.span.end) : one.location.uri, one.message]);
      assert.deepEqual(related, [['flink:1.18.1', "The image's own configuration sets taskmanager.memory.process.size to 1728 MiB"]]);
    });

    it(`a value that Flink cannot read and a key that it does not know: ${name}`, () => {
      const checked = expectFindings(write(['taskmanager.memory.managed.size: ⟦value-invalid: 0.5g⟧', '⟦unknown-key: taskmanager.memory.netwrok.max⟧: 128m']), FILE);
      const text = checked.document.text;
      assert.equal(preferredFix(checked, 'value-invalid').text, text.replace('0.5g', '512m'));
      assert.equal(preferredFix(checked, 'unknown-key').text, text.replace('netwrok', 'network'));
    });
  }

  it('an argument overrules what FLINK_PROPERTIES says', () => {
    const [, write] = FORMS[0] ?? assert.fail();
    const source = write(['⟦key-overridden: taskmanager.memory.process.size: 2g⟧', 'taskmanager.memory.managed.fraction: 0.3']).replace('command: taskmanager', 'command: taskmanager -Dtaskmanager.memory.process.size=3g');
    const checked = expectFindings(source, FILE);
    assert.equal(preferredFix(checked, 'key-overridden').text, checked.document.text.replace('        taskmanager.memory.process.size: 2g\n', ''));
  });

  it('arguments are found and fixed in texts and lists', () => {
    for (const command of ['taskmanager -D taskmanager.memory.flink.size=⟦flink-exceeds-process: 2g⟧', '["taskmanager", "-Dtaskmanager.memory.flink.size=⟦flink-exceeds-process: 2g⟧"]']) {
      const checked = expectFindings(compose('').replace('command: taskmanager', `command: ${command}`), FILE);
      const fixes = allFixes(checked, 'flink-exceeds-process');
      assert.equal(fixes['Lower taskmanager.memory.flink.size to 1280m (largest that works)'], checked.document.text.replace('=2g', '=1280m'));
      assert.equal(fixes['Remove taskmanager.memory.flink.size (JVM heap becomes 512 MiB)'], checked.document.text.replace(/(?:, ")? ?-D ?taskmanager[^\s"]*"?/, ''));
    }
  });

  it('a backslash of the shell left at the end of a line belongs to no value', () => {
    for (const image of ['flink:1.18.1', 'flink:1.20']) {
      const checked = expectFindings(compose('    environment:\n      FLINK_PROPERTIES: |\n        taskmanager.memory.network.min: ⟦value-invalid: 64m \\⟧\n        taskmanager.memory.network.max: 64m\n', image), FILE);
      assert.equal(preferredFix(checked, 'value-invalid').text, checked.document.text.replace('64m \\', '64m'));
    }
  });

  it('a default is fixed within its variable; what has none is silent', () => {
    const checked = expectFindings(compose('    environment:\n      FLINK_PROPERTIES: |\n        taskmanager.memory.flink.size: ${SIZE:-⟦flink-exceeds-process: 2g⟧}\n'), FILE);
    assert.equal(allFixes(checked, 'flink-exceeds-process')['Lower taskmanager.memory.flink.size to 1280m (largest that works)'], checked.document.text.replace(':-2g', ':-1280m'));
    expectFindings(compose('    environment:\n      FLINK_PROPERTIES: |\n        taskmanager.memory.flink.size: ${SIZE}\n        taskmanager.memory.managed.fraction: ${FRACTION:?}\n'), FILE);
  });

  it('nothing is missing in a file that says nothing of memory, whatever the image', () => {
    for (const image of ['flink', 'flink:1.20', 'flink:2.1-java17', 'orders/flink:7', '${IMAGE}', 'bitnami/flink:1']) {
      const services = compose('    environment: [FLINK_MODE=taskmanager, "FLINK_PROPERTIES=jobmanager.rpc.address: jobmanager"]\n', image);
      for (const more of ['', '    env_file: .env\n', '    volumes: ["./conf:/opt/flink/conf"]\n', '    mem_limit: 4g\n']) expectFindings(services + more, FILE);
    }
  });

  it('a text that several services have is told of once, and what a service causes itself at that service', () => {
    const shared = (a: string, b: string): string => [
      'x-flink: &flink', '  image: flink:1.18.1', '  environment:', '    FLINK_PROPERTIES: &properties |', '      taskmanager.memory.process.size: 2g', `      taskmanager.memory.managed.size: ${a}`, 'services:',
      '  a:', '    <<: *flink', '    command: taskmanager', '    mem_limit: 2g', '  b:', '    <<: *flink', '    command: taskmanager', `    mem_limit: ${b}`,
      '  c:', '    image: flink:1.18.1', '    command: taskmanager', '    environment:', '      FLINK_PROPERTIES: *properties', '  d:', '    extends: c', '',
    ].join('\n');
    expectFindings(shared('⟦pools-exceed-flink: 3g⟧', '3g'), FILE);
    expectFindings(shared('⟦value-invalid: 0.5g⟧', '3g'), FILE);
    expectFindings(shared('512m', '⟦container-too-small: 1g⟧'), FILE);
  });

  it('a text that several services have is told of where only the later one is refused for it', () => {
    const source = 'x-env: &env\n  FLINK_PROPERTIES: "taskmanager.memory.managed.size: ⟦pools-exceed-flink: 3g⟧"\nservices:\n'
      + '  a:\n    image: flink:1.18.1\n    command: taskmanager -Dtaskmanager.memory.process.size=8g\n    environment: *env\n  b:\n    image: flink:1.18.1\n    command: taskmanager\n    environment: *env\n';
    expectFindings(source, FILE);
  });

  it('nothing is said of services that are not Flink, or are its clients', () => {
    expectFindings('services:\n  taskmanager:\n    image: postgres\n    mem_limit: 1x\n  sql-client:\n    image: flink:1.18\n    command: bin/sql-client.sh\n    environment:\n      FLINK_PROPERTIES: "taskmanager.memory.process.size: 1.5g"\n', FILE);
  });
});

describe("A container's memory in a compose file", () => {
  const tm = (total: string, fields: string): string => compose(`    environment: {FLINK_PROPERTIES: "taskmanager.memory.process.size: ${total}"}\n${fields}`);
  const deploy = (limit: string): string => `    deploy:\n      resources:\n        limits:\n          memory: ${limit}\n`;

  for (const [total, field, raised, lowered] of [
    ['2g', '    mem_limit: ⟦container-too-small: 1g⟧\n', '2g', '1g'],
    ['1728m', '    mem_limit: ⟦container-too-small: 1500M⟧\n', '1728M', '1500m'],
    ['2g', '    mem_limit: "⟦container-too-small: 1.5gb⟧"\n', '2gb', '1536m'],
    ['2g', deploy('⟦container-too-small: 1G⟧'), '2G', '1g'],
    ['2g', deploy('${LIMIT:-⟦container-too-small: 1024m⟧}'), '2048m', '1g'],
  ] as const) {
    it(`is too small for ${total}: ${field.trim().replace(/\s+/g, ' ')}`, () => {
      const checked = expectFindings(tm(total, field), FILE);
      const text = checked.document.text;
      const limit = /⟦[^:]*: (.*?)⟧/.exec(field)?.[1] ?? '';
      const at = text.lastIndexOf(limit);
      const [raise, lower, ...others] = Object.values(allFixes(checked, 'container-too-small'));
      assert.equal(raise, text.slice(0, at) + raised + text.slice(at + limit.length));
      assert.equal(lower, text.replace(`process.size: ${total}`, `process.size: ${lowered}`));
      assert.deepEqual(others, []);
    });
  }

  it("is too small for the image's own size", () => {
    const checked = expectFindings(compose('    mem_limit: ⟦container-too-small: 1g⟧\n'), FILE);
    const { finding, sentence } = findingOf(checked, 'container-too-small');
    assert.equal(sentence.replaceAll('\u202f', ' '), '1g is 1 073 741 824 bytes (1024 MiB) for Docker, less than the 1 811 939 328 bytes (1728 MiB) that Flink sizes the TaskManager to. The container is killed when it uses more (exit code 137); 1728m would do.');
    assert.deepEqual(finding.related?.map(({ message }) => message), ["The image's own configuration sets taskmanager.memory.process.size to 1728 MiB"]);
    const text = checked.document.text;
    assert.deepEqual(allFixes(checked, 'container-too-small'), {
      'Raise the limit to 1728m (smallest that holds the process)': text.replace('1g', '1728m'),
      'Lower taskmanager.memory.process.size to 1g (largest that the container holds)': text.replace('command: taskmanager', 'command: taskmanager -Dtaskmanager.memory.process.size=1g'),
    });
  });

  it('is taken up by total Flink memory', () => {
    const checked = expectFindings(tm('3g', '    mem_limit: ⟦container-too-small: 2g⟧\n').replace('process.size: 3g', 'process.size: 3g\\ntaskmanager.memory.flink.size: ⟦flink-size-fills-container: 2g⟧'), FILE, ['both-totals', 'jvm-overhead-out-of-range']);
    assert.equal(preferredFix(checked, 'flink-size-fills-container').text, checked.document.text.replace('process.size: 3g\\ntaskmanager.memory.flink.size: 2g', 'process.size: 2g'));
  });

  it('is refused in units that Docker does not know, and where more is reserved than allowed', () => {
    const invalid = expectFindings(tm('1728m', '    mem_limit: ⟦quantity-invalid: 2Gi⟧\n'), FILE);
    assert.equal(preferredFix(invalid, 'quantity-invalid').text, invalid.document.text.replace('2Gi', '2g'));
    const above = expectFindings(tm('1728m', '    mem_limit: 2g\n    mem_reservation: ⟦quantity-invalid: 3g⟧\n'), FILE);
    assert.equal(preferredFix(above, 'quantity-invalid').text, above.document.text.replace('3g', '2g'));
  });

  it('is right where it holds the process, in whatever unit, or limits nothing', () => {
    for (const fields of ['    mem_limit: 2g\n', '    mem_limit: 2048M\n', deploy('2G'), '    mem_limit: 0\n', '    mem_limit: ${LIMIT}\n', '    mem_reservation: 1g\n', '    mem_limit: 2147483648\n']) expectFindings(tm('2g', fields), FILE);
  });
});

describe('In a compose file, in Chinese', () => {
  afterEach(() => {
    l10n.config({ contents: '{}' });
  });

  it('the image is named as the place of a size', () => {
    l10n.config({ contents: readFileSync(path.resolve(__dirname, '../../../l10n/bundle.l10n.zh-cn.json'), 'utf8') });
    const checked = checkText(compose('    environment: {FLINK_PROPERTIES: "taskmanager.memory.flink.size: 2g"}\n'), FILE);
    assert.deepEqual(findingOf(checked, 'flink-exceeds-process').finding.related?.map(({ message }) => message), ['镜像自带的配置把 taskmanager.memory.process.size 设为 1728 MiB']);
  });
});
