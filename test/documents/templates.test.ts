import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readTemplates } from '../../server/src/documents/yaml/templates.js';
import { clusterOf } from './support.js';

const SLOTS = 'taskmanager.numberOfTaskSlots';
const TASK_MANAGER = 'taskmanager.memory.process.size';
const JOB_MANAGER = 'jobmanager.memory.process.size';

/** Which settings are unknown. */
function unknownIn(text: string, file: string): readonly string[] {
  return [...clusterOf(text, file).settings].filter(([, { templated }]) => templated).map(([key]) => key);
}

describe('placeholders', () => {
  test('of every engine are unknown values in both formats of Flink’s files', () => {
    for (const value of ['{{ tm }}', '{{ tm }}m', '${TM}', '${TM#x}m', '$TM', '$tm', '$(TM)', '@TM@', '@@TM@@', '<%= @tm %>', '<TM>', '<your size>', '%TM%', '__TM__', '#{TM}', '#{TM}#', '#{TM}m', '{% if big %}2g{% endif %}']) {
      for (const file of ['flink-conf.yaml', 'config.yaml']) {
        assert.deepEqual(unknownIn(`${JOB_MANAGER}: 1g\n${TASK_MANAGER}: ${value}\n${SLOTS}: 2\n`, file), [TASK_MANAGER], `${file} ${value}`);
      }
    }
  });

  test('in a comment hide nothing', () => {
    for (const comment of ['# {{ tm }}', '# ${TM} is 2g', '# <TM>', '#${TM}']) {
      for (const file of ['flink-conf.yaml', 'config.yaml']) {
        const cluster = clusterOf(`${JOB_MANAGER}: 1g\n${TASK_MANAGER}: 2g ${comment}\n${SLOTS}: 2\n`, file);
        assert.deepEqual([cluster.settings.get(TASK_MANAGER)?.value, cluster.settings.get(TASK_MANAGER)?.templated], ['2g', false], `${file} ${comment}`);
      }
    }
  });

  test('are none where the text says something else', () => {
    const text = 'a: 5 < 6 and 7 > 6\nb: 100%\nc: user@host\nd: a__b__c\n# <b>\ne: "%d{HH} %-5p %highlight{%p} %m%n"\n<configuration>\nf: a<B>\n{%}: 1\n';
    assert.deepEqual(readTemplates(text), { masked: text, spans: [], splices: [], conditional: [] });
  });
});

describe('statements', () => {
  const around = (open: string, close: string): string => `${JOB_MANAGER}: 1g\n${open}\n${TASK_MANAGER}: 2g\n${close}\n${SLOTS}: 2\n`;

  test('make what they enclose unknown', () => {
    for (const [open, close] of [['{{- if .Values.big }}', '{{- end }}'], ['{% if big %}', '{% endif %}'], ['{%- for x in y -%}', '{%- endfor -%}'], ['<% if @big %>', '<% end %>'], ['<% @x.each do |y| -%>', '<% end -%>'], ['{{#if big}}', '{{/if}}']] as const) {
      for (const file of ['flink-conf.yaml', 'config.yaml']) {
        const cluster = clusterOf(around(open, close), file);
        assert.deepEqual([cluster.incomplete, [...cluster.settings.values()].map(({ templated }) => templated)], [false, [false, true, false]], `${file} ${open}`);
        assert.deepEqual(cluster.problems, []);
      }
    }
  });

  test('that write nothing change nothing', () => {
    for (const line of ['{{/* a comment */}}', '{{- $x := .Values.x -}}', '{# a comment #}', '{% set x = 1 %}', '<%# a comment %>', '{{! a comment }}']) {
      for (const file of ['flink-conf.yaml', 'config.yaml']) {
        const cluster = clusterOf(`${JOB_MANAGER}: 1g\n${line}\n${TASK_MANAGER}: 2g\n`, file);
        assert.deepEqual([cluster.incomplete, [...cluster.settings.values()].map(({ templated }) => templated), cluster.problems], [false, [false, false], []], `${file} ${line}`);
      }
    }
  });

  test('that write lines leave everything open', () => {
    for (const line of ['{{ toYaml .Values.flink }}', '{{- include "flink.conf" . }}', '{% include "flink.conf" %}', '<%= @lines %>', '${EXTRA_CONF}', '{{ $key }}: 1', '{{- range .Values.x }}{{ .key }}: {{ .value }}{{- end }}']) {
      for (const file of ['flink-conf.yaml', 'config.yaml']) assert.equal(clusterOf(`${JOB_MANAGER}: 1g\n${line}\n${TASK_MANAGER}: 2g\n`, file).incomplete, true, `${file} ${line}`);
    }
  });
});

describe('lines of a template in a block scalar', () => {
  const configMap = (lines: readonly string[], header = '|'): string => ['apiVersion: v1', 'kind: ConfigMap', 'metadata:', '  name: {{ .Release.Name }}', 'data:', `  flink-conf.yaml: ${header}`, ...lines, '  log4j.properties: |', '    rootLogger.level = INFO', ''].join('\n');

  test('further to the left than the text do not end it, wherever they stand', () => {
    const inside = [`    ${JOB_MANAGER}: 1g`, `    ${TASK_MANAGER}: 2g`];
    for (const [lines, unknown] of [
      [['{{- if .Values.on }}', ...inside, '{{- end }}'], []],
      [['  {{- with .Values.x }}', ...inside, '  {{- end }}', `    ${SLOTS}: 2`], [JOB_MANAGER, TASK_MANAGER]],
      [[inside[0] ?? '', '', '{{- if .Values.on }}', '{{- if .Values.big }}', inside[1] ?? '', '{{ end }}', '    # ours', '{{ end }}', `    ${SLOTS}: 2`], [TASK_MANAGER]],
      [[...inside, '{{- /* nothing', 'to see */}}', `    ${SLOTS}: 2`], []],
    ] as const) {
      for (const header of ['|', '|-', '|+', '|2']) assert.deepEqual(unknownIn(configMap(lines, header), 'a.yaml'), unknown, `${header} ${lines.join('\n')}`);
    }
  });

  test('that write lines there leave everything open', () => {
    assert.equal(clusterOf(configMap([`    ${JOB_MANAGER}: 1g`, '{{ toYaml .Values.flink | indent 4 }}', `    ${TASK_MANAGER}: 2g`])).incomplete, true);
  });
});

test('a text full of unclosed templates is read in no time', () => {
  for (const open of ['{{', '${', '{% if ', '{#', '<%', '__A', '@a', '$(', '#{']) {
    const text = open.repeat(100_000);
    const start = performance.now();
    readTemplates(text);
    readTemplates(`a: ${open}\n`.repeat(30_000));
    assert.ok(performance.now() - start < 2_000, open);
  }
});
