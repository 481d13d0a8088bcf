import { type FlinkVersion } from './version.js';
/** Why a time cannot be read. */
export type DurationProblem = 'blank' | 'time-number-missing' | 'time-unit-unknown' | 'overflow';
export type DurationReading = {
    readonly nanos: bigint;
} | {
    readonly problem: DurationProblem;
};
/** Flink's units of time, largest first: nanoseconds, and the names it reads in any case; the first is the shortest that every version reads. */
export declare const TIME_UNITS: readonly [{
    readonly nanos: 86400000000000n;
    readonly names: readonly ["d", "day", "days"];
}, {
    readonly nanos: 3600000000000n;
    readonly names: readonly ["h", "hour", "hours"];
}, {
    readonly nanos: 60000000000n;
    readonly names: readonly ["min", "minute", "minutes", "m"];
}, {
    readonly nanos: 1000000000n;
    readonly names: readonly ["s", "sec", "secs", "second", "seconds"];
}, {
    readonly nanos: 1000000n;
    readonly names: readonly ["ms", "milli", "millis", "millisecond", "milliseconds"];
}, {
    readonly nanos: 1000n;
    readonly names: readonly ["µs", "micro", "micros", "microsecond", "microseconds"];
}, {
    readonly nanos: 1n;
    readonly names: readonly ["ns", "nano", "nanos", "nanosecond", "nanoseconds"];
}];
/**
 * Reads a time as that version's `TimeUtils.parseDuration` does: ASCII digits, then a unit in any case, milliseconds without
 * one. `m` is minutes since 1.15; ISO 8601 (`PT10S`) is read since 2.1.
 */
export declare function parseDuration(text: string, version: FlinkVersion): DurationReading;
/** `Duration.parse`; undefined where it is no such text, or the time is negative, which Flink refuses. */
export declare function isoDuration(text: string): DurationReading | undefined;
