import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FileServices } from '../../server/src/documents/compose/fileServices.js';
import { allOf, fieldOf, mergedPairs, type Service } from '../../server/src/documents/compose/services.js';
import { keyText } from '../../server/src/documents/yaml/node.js';
import { readYaml } from '../../server/src/documents/yaml/tree.js';

function servicesIn(text: string): readonly Service[] {
  const services = new FileServices(readYaml(text).root);
  return services.names().flatMap((name) => services.named(name) ?? []);
}

function serviceIn(text: string, name: string): Service {
  const service = servicesIn(text).find((candidate) => candidate.name === name);
  assert.ok(service);
  return service;
}

/** The text of a field's value. */
function written(text: string, service: Service, ...path: readonly [string, ...string[]]): string | undefined {
  const pair = fieldOf(service, ...path);
  return pair === undefined ? undefined : text.slice(pair.value.span.start, pair.value.span.end);
}

describe('The services of a compose file', () => {
  it('are those of its mapping, without those that are another one', () => {
    const text = 'x-a: &a\n  image: flink\nservices:\n  one: &one\n    image: flink\n  two: *one\n  three:\n    <<: *a\n  four:\n  five: text\n';
    assert.deepEqual(servicesIn(text).map(({ name }) => name), ['one', 'three']);
    for (const other of ['services: []\n', 'services:\n', 'service:\n  a: {}\n', '[]\n', '', 'services: text\n']) assert.deepEqual(servicesIn(other), [], other);
  });

  it('have the fields that merge keys bring, their own first', () => {
    const text = [
      'x-common: &common', '  image: flink:1.17', '  deploy: {resources: {limits: {memory: 1g}}}', 'x-more: &more', '  image: other', '  mem_limit: 3g', 'services:',
      '  one:', '    <<: *common', '    mem_limit: 2g', '  two:', '    <<: [*common, *more]', '  three:', '    image: flink:1.18', '    <<: *common', '',
    ].join('\n');
    const [one, two, three] = servicesIn(text);
    assert.ok(one && two && three);
    assert.deepEqual([written(text, one, 'image'), written(text, one, 'mem_limit'), written(text, one, 'deploy', 'resources', 'limits', 'memory')], ['flink:1.17', '2g', '1g']);
    assert.deepEqual([written(text, two, 'image'), written(text, two, 'mem_limit')], ['flink:1.17', '3g']);
    assert.deepEqual([written(text, three, 'image'), written(text, three, 'mem_limit')], ['flink:1.18', undefined]);
  });

  it('have the variables of merged mappings, each once', () => {
    const text = 'x-env: &env\n  A: 1\n  B: 2\nservices:\n  one:\n    environment:\n      <<: *env\n      B: 3\n      C: 4\n      C: 5\n';
    const environment = fieldOf(serviceIn(text, 'one'), 'environment');
    assert.ok(environment?.value.kind === 'map');
    const pairs = mergedPairs(environment.value).map((pair) => [keyText(pair), text.slice(pair.value.span.start, pair.value.span.end)]);
    assert.deepEqual(pairs, [['B', '3'], ['C', '5'], ['A', '1']]);
  });

  it('have what the services say that they extend', () => {
    const text = [
      'services:', '  base:', '    image: flink:1.17', '    environment: {A: 1}', '    mem_limit: 1g', '  one:', '    extends: base', '    mem_limit: 2g', '    environment: {B: 2}',
      '  two:', '    extends: {service: one}', '  three:', '    extends: {file: common.yml, service: base}', '  four:', '    extends: four', '  five:', '    extends: none', '',
    ].join('\n');
    const one = serviceIn(text, 'one');
    assert.deepEqual([written(text, one, 'image'), written(text, one, 'mem_limit')], ['flink:1.17', '2g']);
    assert.deepEqual(allOf(one, 'environment').map(({ value }) => text.slice(value.span.start, value.span.end)), ['{A: 1}', '{B: 2}']);
    const two = serviceIn(text, 'two');
    assert.deepEqual([written(text, two, 'image'), written(text, two, 'mem_limit'), two.isOpen], ['flink:1.17', '2g', false]);
    for (const name of ['three', 'four', 'five']) assert.equal(serviceIn(text, name).isOpen, true, name);
  });

  it('are read although a mapping merges itself, or a thousand others', () => {
    assert.equal(fieldOf(serviceIn('services:\n  one: &one\n    <<: *one\n    image: flink\n', 'one'), 'mem_limit'), undefined);
    const laughs = Array.from({ length: 30 }, (_, level) => `x-${level + 1}: &a${level + 1}\n  <<: [*a${level}, *a${level}]\n`).join('');
    assert.equal(fieldOf(serviceIn(`x-0: &a0\n  k: 1\n${laughs}services:\n  one:\n    <<: *a30\n`, 'one'), 'mem_limit'), undefined);
  });
});
