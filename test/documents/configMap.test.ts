import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { applyEdits } from '../../server/src/documents/edits.js';
import { type Change, type Cluster, editsFor } from '../../server/src/documents/index.js';
import { changed, clusterOf, clustersOf, onlyOne, SETTINGS, valuesOf } from './support.js';

const TASK_MANAGER = 'taskmanager.memory.process.size';
const JOB_MANAGER = 'jobmanager.memory.process.size';

/** A ConfigMap with one file, its lines as they are given. */
function configMap(lines: readonly string[], head = 'flink-conf.yaml: |', eol = '\n'): string {
  return ['apiVersion: v1', 'kind: ConfigMap', 'metadata:', '  name: orders', '  namespace: shop', 'data:', `  ${head}`, ...lines, '  log4j.properties: |', '    rootLogger.level = INFO', ''].join(eol);
}

/** What stands in the document where the entries are said to stand. */
function placesIn(text: string): readonly (readonly [key: string, value: string])[] {
  const located = onlyOne(clustersOf(text));
  const at = (span: { readonly start: number; readonly end: number }): string => {
    const { start, end } = located.toSpan(span);
    return text.slice(start, end);
  };
  return located.cluster.entries.map(({ keySpan, valueSpan }) => [at(keySpan), at(valueSpan)]);
}

describe('a flink-conf.yaml in a ConfigMap', () => {
  const places = [[TASK_MANAGER, '2g'], [JOB_MANAGER, '1g']];

  test('is a cluster named like the ConfigMap, which may be a part of one', () => {
    const text = configMap([`    ${TASK_MANAGER}: 2g # all`, '', `    ${JOB_MANAGER}: 1g`]);
    const { id, cluster } = onlyOne(clustersOf(text));
    assert.equal(id, 'ConfigMap/shop/orders/0');
    assert.deepEqual([cluster.kind, cluster.format, cluster.mayBePartial, cluster.container], ['ConfigMap', 'flink-conf', true, false]);
    assert.equal(text.slice(cluster.head.start, cluster.head.end), 'flink-conf.yaml');
    assert.deepEqual(valuesOf(cluster), { [JOB_MANAGER]: '1g', [TASK_MANAGER]: '2g' });
    assert.deepEqual(placesIn(text), places);
  });

  test('is not read where a carriage return alone stands in it: a line end to one parser, text to another', () => {
    assert.deepEqual(clustersOf(configMap([`    ${TASK_MANAGER}: 2g`, '    jobmanager.\rrpc.port: 6123', `    ${JOB_MANAGER}: 1g`])), []);
  });

  test('is found where it stands in every style of YAML', () => {
    for (const header of ['|', '|-', '|+', '|4', '|4-', '|+4', '| # ours', '!!str |', '&conf |']) {
      for (const eol of ['\n', '\r\n']) {
        const pad = header.includes('4') ? '      ' : '    ';
        assert.deepEqual(placesIn(configMap([`${pad}${TASK_MANAGER}: 2g`, '', `${pad}  ${JOB_MANAGER}: 1g`], `flink-conf.yaml: ${header}`, eol)), places, header);
      }
    }
    assert.deepEqual(placesIn(configMap([], `flink-conf.yaml: "${TASK_MANAGER}: 2g\\n${JOB_MANAGER}: 1g\\n"`)), places);
    assert.deepEqual(placesIn(configMap([`    ${TASK_MANAGER}:`, '    2g', '', `    ${JOB_MANAGER}: 1g'`], "flink-conf.yaml: '")), [[TASK_MANAGER, '2g'], places[1]]);
    assert.deepEqual(placesIn(configMap([`    ${TASK_MANAGER}: 2g`, '', `    ${JOB_MANAGER}: 1g`], 'flink-conf.yaml: >')), places);
    const json = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', data: { 'flink-conf.yaml': `${TASK_MANAGER}: 2g\n${JOB_MANAGER}: 1g\n` } });
    assert.deepEqual(placesIn(json), places);
  });

  test('is known by its key, with whatever ending', () => {
    for (const name of ['flink-conf.yaml', 'flink-conf.yaml.default', 'flink-conf.yaml.j2', '"flink-conf.yaml"', 'flink-conf.yml', 'flink-config.yaml']) {
      assert.equal(clusterOf(configMap([`    ${TASK_MANAGER}: 2g`], `${name}: |`)).format, 'flink-conf', name);
    }
    assert.equal(clusterOf(configMap(['    taskmanager:', '      memory.process.size: 2g'], 'flink-config.yaml: |')).format, 'config.yaml');
  });

  test('takes the version from the comment at the top of the file, or from the setting', () => {
    const text = `# flink-memory: version 1.17\n${configMap([`    ${TASK_MANAGER}: 2g`])}`;
    const { version } = clusterOf(text);
    assert.deepEqual([version.text, version.source, text.slice(version.span?.start, version.span?.end)], ['1.17', 'comment', '# flink-memory: version 1.17']);
    assert.equal(clusterOf(configMap([`    ${TASK_MANAGER}: 2g`]), undefined, { ...SETTINGS, flinkVersion: '1.16' }).version.text, '1.16');
  });

  test('of several ConfigMaps in a file or in a List each is one', () => {
    const one = configMap([`    ${TASK_MANAGER}: 2g`]);
    assert.deepEqual(clustersOf(`${one}---\n${one}`).map(({ id }) => id), ['ConfigMap/shop/orders/0', 'ConfigMap/shop/orders/1']);
    const item = (name: string): string => `- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: ${name}}\n  data:\n    flink-conf.yaml: |\n      ${TASK_MANAGER}: 2g\n`;
    assert.deepEqual(clustersOf(`apiVersion: v1\nkind: List\nitems:\n${item('a')}- apiVersion: v1\n  kind: Service\n${item('b')}`).map(({ id }) => id), ['ConfigMap//a/0', 'ConfigMap//b/0']);
  });

  test('both formats in one ConfigMap are two clusters', () => {
    const text = configMap([`    ${TASK_MANAGER}: 2g`, '  config.yaml: |', '    taskmanager:', '      memory: {process: {size: 3g}}']);
    assert.deepEqual(clustersOf(text).map(({ cluster }) => [cluster.format, valuesOf(cluster)[TASK_MANAGER], cluster.embedded?.beside]), [
      ['flink-conf', '2g', ['config.yaml']], ['config.yaml', '3g', ['flink-conf.yaml']],
    ]);
  });
});

describe('a config.yaml in a ConfigMap', () => {
  test('is read nested and flat, duplicates and second documents refused as ever', () => {
    const lines = (...own: readonly string[]): string => configMap(own.map((line) => `    ${line}`), 'config.yaml: |');
    const cluster = clusterOf(lines('taskmanager:', '  memory:', '    process:', '      size: 2g', `${JOB_MANAGER}: 1g`));
    assert.deepEqual(valuesOf(cluster), { [JOB_MANAGER]: '1g', [TASK_MANAGER]: '2g' });
    assert.equal(cluster.loading, undefined);
    assert.equal(clusterOf(lines(`${TASK_MANAGER}: 2g`, `${TASK_MANAGER}: 3g`)).loading?.code, 'duplicate-key');
    assert.equal(clusterOf(lines(`${TASK_MANAGER}: 2g`, '---', `${JOB_MANAGER}: 3g`)).loading?.code, 'several-documents');
    const text = lines(`${TASK_MANAGER}: 2g`, 'a: [');
    const { loading } = clusterOf(text);
    assert.equal(loading?.code, 'yaml-invalid');
    assert.ok((loading.span?.start ?? 0) > text.indexOf('a: [') && (loading.span?.end ?? text.length) <= text.indexOf('log4j'));
  });
});

describe('what is no configuration of a cluster', () => {
  const none = (text: string): void => { assert.deepEqual(clustersOf(text), [], text); };

  test('a ConfigMap of others, of the operator, a kind of another group', () => {
    none(configMap(['    deployments: [taskmanager]'], 'config.yaml: |'));
    none(configMap([`    ${TASK_MANAGER}: 2g`], 'app.properties: |'));
    none(configMap([`    ${TASK_MANAGER}: 2g`]).replace('apiVersion: v1', 'apiVersion: example.com/v1'));
    none(configMap(['    kubernetes.operator.reconcile.interval: 1 min', '    taskmanager.numberOfTaskSlots: 1', '  log4j-operator.properties: x']));
    none(configMap(['    kubernetes.operator.reconcile.interval: 1 min # taskmanager']));
    none(configMap(['    # taskmanager']));
    none(configMap([], 'flink-conf.yaml: ""\n  a: taskmanager'));
  });

  test('a text behind an alias, or encoded', () => {
    none(`apiVersion: v1\nkind: ConfigMap\ndata:\n  a: &a |\n    ${TASK_MANAGER}: 2g\n  flink-conf.yaml: *a\n`);
    none(configMap([], 'flink-conf.yaml: !!binary dGFza21hbmFnZXI=\n  a: taskmanager'));
  });
});

describe('templates in a ConfigMap', () => {
  test('a line or a value of a template is unknown', () => {
    const splice = clusterOf(configMap([`    ${TASK_MANAGER}: 2g`, '    {{- toYaml .Values.flink | nindent 4 }}']));
    const behind = clusterOf(configMap([`    ${TASK_MANAGER}: 2g`, '{{ toYaml .Values.flink | indent 4 }}']));
    const range = clusterOf(configMap(['    {{- range $k, $v := .Values.flink }}', '    {{ $k }}: {{ $v }}', '    {{- end }}', `    ${TASK_MANAGER}: 2g`]));
    assert.deepEqual([splice, behind, range].map(({ incomplete }) => incomplete), [true, true, true]);
    const value = clusterOf(configMap([`    ${TASK_MANAGER}: {{ .Values.memory }}`]));
    assert.deepEqual([value.incomplete, value.settings.get(TASK_MANAGER)?.templated], [false, true]);
  });

  test('a line that a template may leave out is unknown, one around everything is not', () => {
    const some = clusterOf(configMap([`    ${JOB_MANAGER}: 1g`, '    {{- if .Values.big }}', `    ${TASK_MANAGER}: 2g`, '    {{- end }}']));
    assert.deepEqual([...some.settings.values()].map(({ templated }) => templated), [false, true]);
    const all = clusterOf(`{{- if .Values.enabled }}\n${configMap([`    ${TASK_MANAGER}: 2g`])}{{- end }}\n`);
    assert.equal(all.settings.get(TASK_MANAGER)?.templated, false);
  });

  test('a line of a template further to the left does not end the text', () => {
    const text = configMap([`    ${JOB_MANAGER}: 1g`, '{{- if .Values.big }}', `    ${TASK_MANAGER}: 2g`, '{{- end }}', '    rest.port: 1']);
    const cluster = clusterOf(text);
    assert.deepEqual([...cluster.settings.values()].map(({ templated }) => templated), [false, true, false]);
    assert.deepEqual(placesIn(text), [[JOB_MANAGER, '1g'], [TASK_MANAGER, '2g'], ['rest.port', '1']]);
  });

  test('a template that breaks the text leaves nothing to be known', () => {
    assert.deepEqual(clustersOf(configMap([`    ${JOB_MANAGER}: 1g`, '{{ .Values.a }}: [', `    ${TASK_MANAGER}: 2g`])), []);
  });
});

describe('edits within a ConfigMap', () => {
  const set = (key: string, value: string) => (): readonly Change[] => [{ kind: 'set', key, value }];
  const edit = (text: string, changes: (cluster: Cluster) => readonly Change[]): string => changed(text, 'orders.yaml', changes);

  test('a value, a line more, a line less', () => {
    const text = configMap([`    ${TASK_MANAGER}: 2g # all`, '', '    rest.port: 1']);
    assert.equal(edit(text, set(TASK_MANAGER, '3g')), text.replace('2g', '3g'));
    assert.equal(edit(text, set('taskmanager.numberOfTaskSlots', '2')), text.replace('# all\n', '# all\n    taskmanager.numberOfTaskSlots: 2\n'));
    assert.equal(edit(text, set('parallelism.default', '2')), text.replace('rest.port: 1\n', 'rest.port: 1\n    parallelism.default: 2\n'));
    assert.equal(edit(text, () => [{ kind: 'remove', key: 'rest.port' }]), text.replace('    rest.port: 1\n', ''));
    assert.equal(edit(text, () => [{ kind: 'remove', key: TASK_MANAGER }]), text.replace(`    ${TASK_MANAGER}: 2g # all\n`, ''));
  });

  test('with the line ends, chomping and indentation of the block', () => {
    const windows = configMap([`      ${TASK_MANAGER}: 2g`], 'flink-conf.yaml: |4-', '\r\n');
    assert.equal(edit(windows, set('taskmanager.numberOfTaskSlots', '2')), windows.replace('2g\r\n', '2g\r\n      taskmanager.numberOfTaskSlots: 2\r\n'));
    assert.equal(edit(windows, set('parallelism.default', '2')), windows.replace('2g\r\n', '2g\r\n      parallelism.default: 2\r\n'));
    const last = `apiVersion: v1\nkind: ConfigMap\ndata:\n  flink-conf.yaml: |-\n    ${TASK_MANAGER}: 2g`;
    assert.equal(edit(last, set('parallelism.default', '2')), `${last}\n    parallelism.default: 2`);
  });

  test('nested keys of a config.yaml', () => {
    const text = configMap(['    taskmanager:', '        memory:', '            process:', '                size: 2g', '        numberOfTaskSlots: 2'], 'config.yaml: |');
    assert.equal(edit(text, set('taskmanager.memory.process.size', '3g')), text.replace('2g', '3g'));
    assert.equal(edit(text, set('taskmanager.memory.managed.size', '1g')), text.replace('size: 2g\n', 'size: 2g\n            managed:\n                size: 1g\n'));
    assert.equal(edit(text, () => [{ kind: 'remove', key: TASK_MANAGER }]), text.replace('        memory:\n            process:\n                size: 2g\n', ''));
  });

  test('within quotes as escapes; refused where the style cannot hold a line', () => {
    const quoted = configMap([], `flink-conf.yaml: "${TASK_MANAGER}: 2g\\n"`);
    assert.equal(edit(quoted, set(TASK_MANAGER, '3g')), quoted.replace('2g', '3g'));
    assert.equal(edit(quoted, set('taskmanager.numberOfTaskSlots', '2')), quoted.replace('2g\\n', '2g\\ntaskmanager.numberOfTaskSlots: 2\\n'));
    const refused = { refused: { code: 'not-writable' } };
    for (const text of [configMap([], `flink-conf.yaml: '${TASK_MANAGER}: 2g'`), configMap([`    ${TASK_MANAGER}: 2g`], 'flink-conf.yaml: >')]) {
      assert.equal(edit(text, set(TASK_MANAGER, '3g')), text.replace('2g', '3g'));
      assert.deepEqual(editsFor(text, clusterOf(text), [{ kind: 'set', key: 'taskmanager.numberOfTaskSlots', value: '2' }]), refused);
    }
    const shared = configMap([`    ${TASK_MANAGER}: 2g`, '  copy: *c'], 'flink-conf.yaml: &c |');
    assert.deepEqual(editsFor(shared, clusterOf(shared), [{ kind: 'set', key: TASK_MANAGER, value: '3g' }]), refused);
  });

  const line = fc.oneof(
    fc.tuple(fc.constantFrom(TASK_MANAGER, JOB_MANAGER, 'rest.port', 'taskmanager.numberOfTaskSlots'), fc.constantFrom('1g', '2', 'x # y', '"q"')).map(([key, value]) => `${key}: ${value}`),
    fc.constantFrom('', '# a comment', 'no setting', 'a:b', 'nested:'),
  );
  const change = fc.oneof(
    fc.tuple(fc.constantFrom(TASK_MANAGER, 'taskmanager.memory.managed.size', 'parallelism.default'), fc.constantFrom('3g', '7')).map(([key, value]): Change => ({ kind: 'set', key, value })),
    fc.constantFrom(TASK_MANAGER, JOB_MANAGER).map((key): Change => ({ kind: 'remove', key })),
  );

  test('give the text that the same edit of the plain file gives', () => {
    let compared = 0;
    fc.assert(fc.property(fc.array(line, { maxLength: 7 }), fc.constantFrom('|', '|4', '|+'), fc.constantFrom('\n', '\r\n'), fc.boolean(), change, (others, header, eol, isFirst, wanted) => {
      const own = `${TASK_MANAGER}: 2g`;
      // Blank lines at the end are none of the text's.
      const lines = [...(isFirst ? [own, ...others] : [...others, own]), '# end'];
      const plain = `${lines.join('\n')}\n`;
      const pad = header === '|4' ? '      ' : '    ';
      const text = configMap(lines.map((one) => (one === '' ? '' : pad + one)), `flink-conf.yaml: ${header}`, eol);
      const expected = editsFor(plain, clusterOf(plain, 'flink-conf.yaml'), [wanted]);
      const found = editsFor(text, clusterOf(text), [wanted]);
      assert.equal('refused' in found, 'refused' in expected);
      if ('refused' in found || 'refused' in expected) return;
      compared++;
      const after = applyEdits(plain, expected.edits);
      const wantedText = configMap(after.replace(/\n$/, '').split('\n').map((one) => (one === '' ? '' : pad + one)), `flink-conf.yaml: ${header}`, eol);
      assert.equal(applyEdits(text, found.edits), wantedText);
    }), { numRuns: 500 });
    assert.ok(compared > 300, `only ${compared}`);
  });
});
