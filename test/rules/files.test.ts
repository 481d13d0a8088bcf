import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkText, expectFindings, findingOf, fixesOf, preferredFix, type Reading } from './support.js';

const OLD: Reading = { file: 'flink-conf.yaml' };
const YAML_SERVER: Reading = { yamlServer: true };
const TOTALS = 'taskmanager.memory.process.size: 2g\njobmanager.memory.process.size: 2g\n';

describe('A config.yaml indented by tabs', () => {
  const text = 'taskmanager:\n\tmemory:\n\t\tprocess:\n\t\t\tsize: 2g # of the container\njobmanager.memory.process.size: 2g\n';

  it('is known for what it is, and indented with blanks', () => {
    const checked = expectFindings(text.replace('\tmemory', '⟦yaml-invalid: \t⟧memory'));
    assert.equal(findingOf(checked, 'yaml-invalid').sentence, 'A tab indents this line, and YAML takes only blanks: Flink cannot load the file, and no setting in it takes effect.');
    const { text: after } = preferredFix(checked, 'yaml-invalid');
    assert.equal(after, 'taskmanager:\n  memory:\n    process:\n      size: 2g # of the container\njobmanager.memory.process.size: 2g\n');
    expectFindings(after);
  });

  it('is left to the server for YAML where there is one', () => {
    expectFindings(text, YAML_SERVER);
  });

  it('keeps blanks where there are some', () => {
    const mixed = `taskmanager:\n \tmemory:\n  \tprocess: {size: 2g}\njobmanager.memory.process.size: 2g\n`;
    const { text: after } = preferredFix(checkText(mixed), 'yaml-invalid');
    assert.deepEqual(checkText(after).document.clusters(checkText(after).context.settings)[0]?.cluster.loading, undefined);
  });

  it('is none of ours without a key of ours', () => {
    assert.deepEqual(checkText('services:\n\ttaskmanager:\n\t\timage: x\n').found, []);
  });
});

describe('A config.yaml that is YAML, and that Flink refuses all the same', () => {
  /** What is marked, what is said, and the document after the fix where there is one; told beside a server for YAML too. */
  const cases: readonly (readonly [text: string, sentence: RegExp, after?: string])[] = [
    [`${TOTALS}⟦yaml-invalid: rest.port:⟧\n`, /^rest\.port has no value, and Flink loads no file with such a key/, TOTALS],
    [`${TOTALS}⟦yaml-invalid: 8081⟧: x\n`, /^The key 8081 is no text, and Flink loads no file with such a key/, `${TOTALS}"8081": x\n`],
    [`${TOTALS}rest:\n  ⟦yaml-invalid: true⟧: x\n`, /^The key rest\.true is no text/, `${TOTALS}rest:\n  "true": x\n`],
    [`${TOTALS}⟦yaml-invalid: rest.port: !port 8081⟧\n`, /^Flink's YAML reader does not know the tag of rest\.port/],
    [`${TOTALS}rest.port:⟦yaml-invalid: \t⟧8081\n`, /^Flink's YAML reader takes no tab here/, `${TOTALS}rest.port: 8081\n`],
    [`${TOTALS}...\n⟦yaml-invalid: ⟧parallelism.default: 2\n`, /^After "\.\.\." a YAML document begins with "---" again/],
  ];
  for (const [text, sentence, after] of cases) {
    it(`is told why: ${sentence.source}`, () => {
      const checked = expectFindings(text, YAML_SERVER, ['value-invalid']);
      assert.match(findingOf(checked, 'yaml-invalid').sentence, sentence);
      if (after === undefined) assert.deepEqual(fixesOf(checked, findingOf(checked, 'yaml-invalid')), []);
      else assert.equal(preferredFix(checked, 'yaml-invalid').text, after);
    });
  }

  it('is told to merge a block that stands twice', () => {
    const checked = checkText('taskmanager:\n  memory.process.size: 2g\ntaskmanager:\n  numberOfTaskSlots: 3\njobmanager.memory.process.size: 2g\n');
    assert.equal(findingOf(checked, 'duplicate-key').sentence, 'taskmanager is given more than once, and Flink refuses to load such a file. Merge them into one.');
  });
});

describe('A key that a script appended a thousand times', () => {
  it('is told each time, with the line that counts and no more others than somebody looks at', () => {
    const { found } = checkText(`${TOTALS}${'taskmanager.numberOfTaskSlots: 2\n'.repeat(1000)}`, OLD);
    const told = found.filter(({ finding }) => finding.rule === 'duplicate-key');
    assert.equal(told.length, 999);
    for (const { finding: { related = [] } } of told) {
      assert.equal(related.length, 9);
      assert.deepEqual(related.map(({ message }) => message).filter((message) => message !== 'The same key'), ['This one counts']);
    }
  });
});

describe('A byte order mark before the first key', () => {
  it('is told as such, and removed', () => {
    const checked = checkText(`\ufeff${TOTALS}`, OLD);
    const found = findingOf(checked, 'line-ignored');
    assert.equal(found.sentence, 'A byte order mark stands before taskmanager.memory.process.size, and Flink takes it for a part of the key: nothing is set by this line.');
    const { title, text } = preferredFix(checked, 'line-ignored');
    assert.equal(title, 'Remove the byte order mark');
    assert.equal(text, TOTALS);
    assert.deepEqual(checked.found.filter(({ finding }) => finding.rule === 'unknown-key'), []);
  });

  it('is nothing in a config.yaml, whose reader takes it away', () => {
    assert.deepEqual(checkText(`\ufeff${TOTALS}`).found, []);
  });
});

describe('Two settings in one line', () => {
  it('are told as such, and divided', () => {
    const checked = checkText('taskmanager.memory.process.size: 1600mtaskmanager.memory.managed.size: 512m # both\r\njobmanager.memory.process.size: 2g\r\n', OLD);
    const found = findingOf(checked, 'line-ignored');
    assert.equal(found.mark.text, 'taskmanager.memory.managed.size: 512m');
    assert.equal(found.sentence, 'taskmanager.memory.managed.size stands in the same line as taskmanager.memory.process.size, and Flink takes it for a part of that value. Each setting needs a line of its own.');
    const { title, text } = preferredFix(checked, 'line-ignored');
    assert.equal(title, 'Write taskmanager.memory.managed.size: 512m in a line of its own');
    assert.equal(text, 'taskmanager.memory.process.size: 1600m # both\r\ntaskmanager.memory.managed.size: 512m\r\njobmanager.memory.process.size: 2g\r\n');
  });

  it('are found with a blank between them, and not where a value merely has a colon', () => {
    const blank = checkText(`${TOTALS}parallelism.default: 2 rest.port: 8081\n`, OLD);
    assert.equal(preferredFix(blank, 'line-ignored').text, `${TOTALS}parallelism.default: 2\nrest.port: 8081\n`);
    for (const line of ['env.java.opts.all: -Dmy.key: x', 'metrics.scope.jm: a.b: c', 'my.text: see rest.ports: they differ', 'taskmanager.host: {{ .Values.host }} rest.port: 1']) {
      assert.deepEqual(checkText(`${TOTALS}${line}\n`, OLD).found.map(({ finding }) => finding.rule), [], line);
    }
  });
});

describe('A key that a field of the operator sets', () => {
  it('is told in the author\'s own words', () => {
    const text = 'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: clicks\nspec:\n  flinkVersion: v1_20\n  flinkConfiguration:\n    taskmanager.memory.process.size: 3g\n'
      + '  jobManager:\n    resource:\n      memory: 2g\n  taskManager:\n    resource:\n      memory: 4Gi\n';
    assert.equal(findingOf(checkText(text), 'key-overridden').sentence,
      'taskmanager.memory.process.size: 3g has no effect: the operator sets this key from taskManager.resource.memory (4Gi), whatever flinkConfiguration says.');
  });
});
