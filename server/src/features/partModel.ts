import type { LocatedCluster } from '../documents/index.js';
import type { Operand, Part, ProcessKind, Step } from '../model/derivation.js';
import { adviceAbout } from '../rules/index.js';
import type { Location, PartModel, StepModel } from '../shared/protocol.js';
import { shareOf } from '../shared/sizes.js';
import { originOf, stepText } from './steps.js';

/** Where the key behind a part stands; undefined for what stands in no document. */
export type LocateKey = (key: string) => Location | undefined;

/** A part as it crosses the process boundary: bytes as text, steps with their sentences. `total` is the size of the process. */
export function partModel(part: Part, total: bigint, process: ProcessKind, located: LocatedCluster, locate: LocateKey): PartModel {
  const origin = originOf(part, located.cluster);
  const advice = adviceAbout(part);
  // A default's key stands in no document, though the same key may be set for something else.
  const location = part.key === undefined || part.from === 'default' ? undefined : locate(part.key);
  return {
    pool: part.pool,
    bytes: part.bytes.toString(),
    share: shareOf(part.bytes, total),
    from: part.from,
    ...(part.key === undefined ? {} : { key: part.key }),
    ...(location === undefined ? {} : { location }),
    ...(origin === undefined ? {} : { origin }),
    ...(advice === undefined ? {} : { advice }),
    steps: part.steps.map((step) => stepModel(step, process)),
    ...(part.parts === undefined ? {} : { parts: part.parts.map((child) => partModel(child, total, process, located, locate)) }),
  };
}

function stepModel(step: Step, process: ProcessKind): StepModel {
  return { op: step.op, operands: step.operands.map(operandModel), result: step.result.toString(), text: stepText(step, process) };
}

function operandModel({ key, isDefault, pool, value }: Operand): StepModel['operands'][number] {
  return {
    ...(key === undefined ? {} : { key }),
    ...(pool === undefined ? {} : { pool }),
    value: value.toString(),
    ...(typeof value === 'string' ? { factor: true } : {}),
    ...(isDefault === true ? { isDefault } : {}),
  };
}
