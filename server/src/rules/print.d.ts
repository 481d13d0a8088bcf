/** Sentences one after the other, as the session's language sets them: Chinese puts no blank between. Empty ones are left out. */
export declare function sentences(...parts: readonly string[]): string;
