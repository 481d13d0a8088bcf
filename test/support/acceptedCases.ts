/** What Flink itself made of configurations that it accepts, and the files that hold these. */
import { readFileSync } from 'node:fs';
import { asRecord } from '../../server/src/shared/records.js';
import { configMap, file, workload } from './workloads.js';

/** The version whose answers are taken. */
export const VERSION = '1.20';
export const PROCESSES = ['taskManager', 'jobManager'] as const;
export type Process = (typeof PROCESSES)[number];
/** Parts of a process, in bytes. */
export type Sizes = ReadonlyMap<string, bigint>;

/** What a part is called: in a title, and in a row. */
export const NAMES: Readonly<Record<Process, Readonly<Record<string, readonly [name: string, label: string]>>>> = {
  taskManager: {
    totalProcess: ['Total process memory', 'Process'], totalFlink: ['Total Flink memory', 'Total Flink'], jvmHeap: ['JVM heap', 'JVM heap'],
    frameworkHeap: ['Framework heap memory', 'Framework heap'], taskHeap: ['Task heap memory', 'Task heap'], offHeap: ['Off-heap memory', 'Off-heap'],
    managed: ['Managed memory', 'Managed'], jvmDirect: ['Direct memory', 'Direct'], frameworkOffHeap: ['Framework off-heap memory', 'Framework off-heap'],
    taskOffHeap: ['Task off-heap memory', 'Task off-heap'], network: ['Network memory', 'Network'], jvmMetaspace: ['JVM metaspace', 'JVM metaspace'], jvmOverhead: ['JVM overhead', 'JVM overhead'],
  },
  jobManager: {
    totalProcess: ['Total process memory', 'Process'], totalFlink: ['Total Flink memory', 'Total Flink'], jvmHeap: ['JVM heap', 'JVM heap'],
    jvmDirect: ['Off-heap memory', 'Off-heap'], jvmMetaspace: ['JVM metaspace', 'JVM metaspace'], jvmOverhead: ['JVM overhead', 'JVM overhead'],
  },
};
/** The parts that consist of others: no piece of the bar, no cell of a hover's table. */
export const SUMS: Readonly<Record<Process, readonly string[]>> = { taskManager: ['totalProcess', 'totalFlink', 'jvmHeap', 'offHeap', 'jvmDirect'], jobManager: ['totalProcess', 'totalFlink'] };

export interface Document { readonly name: string; readonly text: string }
export interface Case {
  readonly id: string;
  readonly document: Document;
  /** The same configuration where a hover on a head shows a process. */
  readonly withHeads: Document;
  /** Flink's answer about each process that it accepts, in bytes. */
  readonly sizes: ReadonlyMap<Process, Sizes>;
}

/** The configurations that Flink accepts for one process at least. */
export const CASES: readonly Case[] = readFileSync('test/vectors/derive.jsonl', 'utf8').trim().split('\n').flatMap((line): Case[] => {
  const { id, conf, container, expect } = asRecord(JSON.parse(line));
  const answer = (Array.isArray(expect) ? expect.map(asRecord) : []).find(({ versions }) => Array.isArray(versions) && versions.includes(VERSION));
  const sizes = new Map(PROCESSES.flatMap((process) => {
    const pools = asRecord(asRecord(answer?.[process])['pools']);
    return Object.keys(pools).length === 0 ? [] : [[process, new Map(Object.entries(pools).map(([pool, bytes]) => [pool, BigInt(String(bytes))]))] as const];
  }));
  const settings = Object.entries(asRecord(conf)).map(([key, value]) => [key, String(value)] as const);
  return sizes.size === 0 ? [] : [{ id: String(id), ...documentsOf(settings, container === true), sizes }];
});

/** A configuration as a file, which Flink reads as no container's unless its operator makes one of it. */
function documentsOf(settings: readonly (readonly [string, string])[], isContainer: boolean): Pick<Case, 'document' | 'withHeads'> {
  const quoted = settings.map(([key, value]) => `${key}: '${value.replaceAll("'", "''")}'`);
  if (isContainer) {
    const deployment = {
      name: 'deployment.yaml',
      text: ['apiVersion: flink.apache.org/v1beta1', 'kind: FlinkDeployment', 'metadata:', '  name: clicks', 'spec:', '  flinkVersion: v1_20', '  flinkConfiguration:', ...quoted.map((line) => `    ${line}`), '  jobManager: {}', '  taskManager: {}', ''].join('\n'),
    };
    return { document: deployment, withHeads: deployment };
  }
  const isPlain = settings.every(([, value]) => value !== '' && value === value.trim() && !/[#\n\r]|: /.test(value));
  const container = (name: string): string => workload({ name, args: `["${name}"]`, image: `flink:${VERSION}`, mounts: 'conf' });
  return {
    document: isPlain ? { name: 'flink-conf.yaml', text: settings.map(([key, value]) => `${key}: ${value}\n`).join('') } : { name: 'config.yaml', text: `${quoted.join('\n')}\n` },
    withHeads: { name: 'workloads.yaml', text: file(configMap('conf', 'config.yaml', quoted), container('jobmanager'), container('taskmanager')) },
  };
}

/** Flink's own sums, and the one that only its documentation draws. */
export function expectedRows(process: Process, sizes: Sizes): Sizes {
  return process === 'jobManager' ? sizes : new Map([...sizes, ['offHeap', (sizes.get('managed') ?? 0n) + (sizes.get('jvmDirect') ?? 0n)]]);
}
