/** The value of a key as it may be shown. */
export declare function shownValue(key: string, value: string): string;
