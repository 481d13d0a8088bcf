import { readFileSync } from 'node:fs';
import path from 'node:path';
import { asRecord } from '../../server/src/shared/records.js';

/** Whom Flink refused, with the code of test/vectors. */
export interface Refused {
  readonly who: 'taskManager' | 'jobManager' | 'weights';
  readonly code: string;
}

/** What some versions of Flink answered alike. */
export interface VectorAnswer {
  /** Minor versions stand for their last patch release; `1.11.0` and the like for early ones. */
  readonly versions: readonly string[];
  readonly refused: readonly Refused[];
}

/** A configuration that Flink was asked about. */
export interface DeriveVector {
  readonly id: number;
  readonly conf: Readonly<Record<string, string>>;
  readonly container: boolean;
  readonly answers: readonly VectorAnswer[];
}

/** What Flink itself answered about flat configurations: test/vectors/derive.jsonl. */
export const DERIVE_VECTORS: readonly DeriveVector[] = readFileSync(path.resolve(__dirname, '../../../test/vectors/derive.jsonl'), 'utf8').trim().split('\n').map((line) => {
  const raw: unknown = JSON.parse(line);
  const { id, conf, container, expect } = asRecord(raw);
  return {
    id: Number(id),
    conf: Object.fromEntries(Object.entries(asRecord(conf)).map(([key, value]) => [key, String(value)])),
    container: container === true,
    answers: Array.isArray(expect) ? expect.map(asRecord).map(readAnswer) : [],
  };
});

function readAnswer(answer: Readonly<Record<string, unknown>>): VectorAnswer {
  const { versions } = answer;
  return {
    versions: Array.isArray(versions) ? versions.map(String) : [],
    refused: (['taskManager', 'jobManager', 'weights'] as const).flatMap((who) => {
      const code = asRecord(answer[who])['failure'];
      return typeof code === 'string' && code !== 'not-modelled' ? [{ who, code }] : [];
    }),
  };
}
