import type { Refusal, RefusalInput } from '../../model/derivation.js';
import type { Trial } from './trial.js';
import { type Resize } from './way.js';
/**
 * The size nearest to the present one with which the process starts, in whole MiB where that will do.
 *
 * @param refusal what Flink says to the configuration at hand
 */
export declare function resize(trial: Trial, { key, value, bytes }: RefusalInput, refusal: Refusal): Resize | undefined;
/** Where no size lets the process start: the nearest whole MiB that at least gets past the refusal. */
export declare function resizeFurther(trial: Trial, { key, value, bytes }: RefusalInput): Resize | undefined;
/** The same way taken further, until the process has a heap of use; undefined where it never has. */
export declare function withRoom(trial: Trial, way: Resize): Resize | undefined;
