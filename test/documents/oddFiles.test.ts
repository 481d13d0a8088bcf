import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DocumentStore } from '../../server/src/documents/index.js';
import { clusterOf, clustersOf, SETTINGS } from './support.js';

const SIZES = 'taskmanager.memory.process.size: 2g\njobmanager.memory.process.size: 2g\n';
const NESTED = 'taskmanager:\n  memory:\n    process:\n      size: 2g\n';

describe('The name of a file of Flink’s', () => {
  test('says the old format, whatever ending a template or a copy gives it', () => {
    for (const name of ['flink-conf.yaml', 'flink-conf.yaml.j2', 'flink-conf.yaml.template', 'flink-conf.yaml.default', 'flink-conf.yaml.tpl', 'flink-conf.yaml.erb', 'flink-conf.yaml.tmpl', 'flink-conf.yaml.bak', 'flink-conf.yaml-old']) {
      assert.equal(clusterOf(`${SIZES}rest.port: 8081\nrest.port: 8082\n`, name).format, 'flink-conf', name);
    }
  });

  test('leaves it to the content where it is nobody’s', () => {
    for (const name of ['flink-config.yaml', 'my-flink-conf.yaml', 'flink-conf-prod.yaml', 'flink-conf-default.yml', 'flink_conf.yaml', 'flink-conf.yml']) {
      assert.equal(clusterOf(SIZES, name).format, 'flink-conf', name);
      assert.equal(clustersOf('rest.port: 8081\n', name).length, 0, name);
    }
    for (const name of ['flink-config.yaml', 'flink-config-prod.yaml', 'flink-config.yaml.bak']) {
      const text = name.endsWith('.bak') ? `${NESTED}  numberOfTaskSlots: 1\njobmanager.memory.process.size: 2g\n` : NESTED;
      assert.equal(clusterOf(text, name).format, 'config.yaml', name);
      assert.equal(clusterOf('taskmanager.memory.process.size: "2g"\njobmanager.memory.process.size: "2g"\ntaskmanager.numberOfTaskSlots: "2"\n', name).format, 'config.yaml', name);
    }
  });

  test('makes no file of Flink’s of a Kubernetes resource, nor of the operator’s own configuration', () => {
    const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  flink-conf.yaml: |\n    taskmanager.memory.process.size: 2g\n';
    for (const name of ['flink-conf.yaml', 'flink-conf-prod.yaml', 'flink-conf.yaml.tpl', 'flink-config.yaml']) assert.equal(clusterOf(configMap, name).kind, 'ConfigMap', name);
    assert.equal(clustersOf(`kubernetes.operator.watched.namespaces: a\n${SIZES}`, 'default-flink-conf.yaml').length, 0);
  });

  test('is not asked where the editor calls the file by Flink’s language', () => {
    const store = new DocumentStore();
    store.update('file:///conf', 'flink-conf', 1, SIZES);
    assert.equal(store.get('file:///conf')?.clusters(SETTINGS)[0]?.cluster.format, 'flink-conf');
  });
});

describe('What is no configuration', () => {
  const log = (line: string): string => `Starting Task Manager\ntaskmanager.memory.process.size: 1728m\njobmanager.rpc.address: a\n${`${line}\n`.repeat(100)}`;
  const LINES: Readonly<Record<string, string>> = {
    'Flink’s log': '2024-05-28 13:16:31,163 INFO  org.apache.flink.configuration.GlobalConfiguration [] - Loading configuration property: taskmanager.memory.process.size, 1728m',
    'the script’s own output': 'INFO  [] -   taskmanager.memory.process.size: 1728m',
    'a log of a container': '2024-05-28T13:16:31.163Z stdout F taskmanager.memory.process.size: 1728m',
    'a log of compose': 'taskmanager-1  | 2024-05-28 13:16:31,163 WARN  org.apache.flink.Foo: bar',
    'a stack trace': '\tat org.apache.flink.runtime.taskexecutor.TaskManagerRunner.main(TaskManagerRunner.java:1)',
  };
  for (const [what, line] of Object.entries(LINES)) {
    test(`${what} under any name`, () => {
      for (const name of ['config.yaml', 'flink-conf.yaml', 'x.yaml']) assert.equal(clustersOf(log(line), name).length, 0, name);
    });
  }

  test('a script under any name', () => {
    const body = 'cat > conf/config.yaml <<EOF\ntaskmanager.memory.process.size: 2\njobmanager.memory.process.size: 1600m\ntaskmanager.numberOfTaskSlots: 2\nEOF\n./bin/start-cluster.sh\n';
    for (const name of ['config.yaml', 'flink-conf.yaml', 'x.yaml']) assert.equal(clustersOf(`#!/bin/bash\nset -e\n${body}`, name).length, 0, name);
    assert.equal(clustersOf(body, 'config.yaml').length, 0);
    assert.equal(clustersOf(body.replace('<<EOF', "<<-'EOF'"), 'x.yaml').length, 0);
  });

  test('an empty file or one of comments alone is a configuration only by its name', () => {
    assert.equal(clustersOf('', 'config.yaml').length, 0);
    assert.equal(clustersOf('# taskmanager.memory.process.size: 2g\n', 'config.yaml').length, 0);
    assert.equal(clustersOf('# taskmanager.memory.process.size: 2g\n', 'flink-conf-prod.yaml').length, 0);
    assert.equal(clustersOf('# taskmanager.memory.process.size: 2g\n', 'flink-conf.yaml').length, 1);
  });

  test('but a configuration with a time, a level or a here-document in a value is one', () => {
    assert.equal(clustersOf(`${SIZES}# 2024-05-28 13:16:31 INFO\n# ERROR: x\nenv.java.opts: -Dlevel=INFO\n`, 'flink-conf.yaml').length, 1);
    assert.equal(clustersOf('a: &a {b: 1}\nc:\n  <<: *a\ntaskmanager.memory.process.size: 2g\n', 'config.yaml').length, 1);
  });
});

describe('Templates of Jinja and ERB', () => {
  const unknown = (text: string): readonly (string | undefined)[] => {
    const [located] = clustersOf(text, 'flink-conf.yaml.j2');
    return [located?.analysis.derivations.taskManager?.status, located?.analysis.derivations.jobManager?.status];
  };

  test('what may be left out is unknown, the rest is known, and nothing is a duplicate or a dropped line', () => {
    for (const [open, other, close] of [['{% if large %}', '{%- else -%}', '{% endif %}'], ['<% if @large -%>', '<% else %>', '<%- end -%>']]) {
      const text = `${open}\ntaskmanager.memory.process.size: 4g\n${other}\ntaskmanager.memory.process.size: 5g\n${close}\njobmanager.memory.process.size: 2g\n`;
      assert.deepEqual(unknown(text), ['unknown', 'derived'], open);
      assert.deepEqual(clusterOf(text, 'flink-conf.yaml').problems, [], open);
    }
  });

  test('a loop over unknown keys leaves nothing known', () => {
    assert.deepEqual(unknown(`${SIZES}{% for key, value in more.items() %}\n{{ key }}: {{ value }}\n{% endfor %}\n`), ['unknown', 'unknown']);
    assert.deepEqual(unknown(`${SIZES}<% @more.each do |key, value| -%>\n<%= key %>: <%= value %>\n<% end -%>\n`), ['unknown', 'unknown']);
    assert.deepEqual(unknown(`${SIZES}{% include "more.j2" %}\n`), ['unknown', 'unknown']);
  });

  test('a comment over several lines is nowhere', () => {
    const text = `{# The sizes are\ntaskmanager.memory.process.size: 9g\nof the hosts. #}\n${SIZES}`;
    const cluster = clusterOf(text, 'flink-conf.yaml');
    assert.deepEqual([cluster.entries.length, cluster.problems], [2, []]);
    assert.deepEqual(unknown(text), ['derived', 'derived']);
    assert.equal(clusterOf(`{# ${'x\n'.repeat(5000)}\n${SIZES}`, 'flink-conf.yaml').entries.length, 2);
  });
});
