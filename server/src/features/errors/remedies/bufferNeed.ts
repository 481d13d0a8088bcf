import type { RecognisedError } from '../recognised.js';

/** `taskmanager.memory.segment-size`: its default in every version, in bytes. */
const SEGMENT_SIZE = 32n * 1024n;

/** What network memory must at least be for one request that was refused. */
export interface BufferNeed {
  readonly buffers: bigint;
  /** Of each buffer, in bytes. */
  readonly segmentSize: bigint;
  /** All together. */
  readonly bytes: bigint;
  /** What there is, in bytes. */
  readonly now: bigint;
}

/** The buffers in use and those asked for (`NetworkBufferPool`); undefined where the message tells no numbers. */
export function bufferNeed({ numbers = {} }: Pick<RecognisedError, 'numbers'>): BufferNeed | undefined {
  const { required, available, total, segmentSize = SEGMENT_SIZE } = numbers;
  if (required === undefined || available === undefined || total === undefined || available > total || required <= available) return undefined;
  const buffers = total - available + required;
  return { buffers, segmentSize, bytes: buffers * segmentSize, now: total * segmentSize };
}
