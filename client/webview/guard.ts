/** Reading data from outside into types: a guard says whether a value is one. */

import { isRecord } from '../../server/src/shared/records.js';
import { parseBytes } from '../../server/src/shared/sizes.js';

export type Guard<T> = (value: unknown) => value is T;

export const isString: Guard<string> = (value): value is string => typeof value === 'string';
export const isNumber: Guard<number> = (value): value is number => typeof value === 'number' && Number.isFinite(value);
export const isBoolean: Guard<boolean> = (value): value is boolean => typeof value === 'boolean';

/** A byte count as decimal text. */
export const isBytes: Guard<string> = (value): value is string => isString(value) && parseBytes(value) !== undefined;

export function isOneOf<T extends string>(values: readonly T[]): Guard<T> {
  return (value): value is T => values.some((candidate) => candidate === value);
}

/** Any member of a union, which the compiler wants in full: a list may lack one, and then what holds it is thought to be broken. */
export function isAnyOf<Union extends string>(members: Readonly<Record<Union, true>>): Guard<Union> {
  return (value): value is Union => typeof value === 'string' && Object.hasOwn(members, value);
}

/** More than any model has; a list may be long without holding anything. */
const LONGEST_LIST = 1_000_000;

export function isList<T>(item: Guard<T>): Guard<readonly T[]> {
  // Not `every`: it passes over holes.
  return (value): value is readonly T[] => Array.isArray(value) && value.length <= LONGEST_LIST && !value.includes(undefined) && value.every((each) => item(each));
}

export function isRecordOf<T>(item: Guard<T>): Guard<Readonly<Record<string, T>>> {
  return (value): value is Readonly<Record<string, T>> => isRecord(value) && Object.values(value).every((each) => item(each));
}

/** Absent, or what the guard accepts. */
export function optional<T>(item: Guard<T>): Guard<T | undefined> {
  return (value): value is T | undefined => value === undefined || item(value);
}

/** null, or what the guard accepts. */
export function orNull<T>(item: Guard<T>): Guard<T | null> {
  return (value): value is T | null => value === null || item(value);
}

/** An object whose named properties are of their types; others may be there. The compiler sees to it that none is forgotten. */
export function isObject<T extends object>(shape: { readonly [Key in keyof Required<T>]: Guard<T[Key]> }): Guard<T> {
  const fields: readonly (readonly [string, Guard<unknown>])[] = Object.entries(shape);
  return (value): value is T => isRecord(value) && fields.every(([name, guard]) => guard(value[name]));
}
