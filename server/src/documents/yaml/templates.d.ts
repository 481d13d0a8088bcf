import type { Span } from '../cluster.js';
/**
 * Templates in a text (`{{ … }}` of Helm and others, `${…}`, and those of `OTHERS`): what they give is unknown until they are rendered, and most
 * of them are no YAML. They are masked by as many harmless characters before a parser sees the text, so that every offset stays.
 */
export interface Templates {
    /** The text with every template masked; the text itself where there is none. */
    readonly masked: string;
    /** Every template, in the order of the text. */
    readonly spans: readonly Span[];
    /** Lines that a template fills with text nobody knows (`{{- toYaml .Values.x | nindent 4 }}`), with the column it is written at. */
    readonly splices: readonly {
        readonly offset: number;
        readonly column: number;
    }[];
    /** What stands between `{{ if … }}` (also `with`, `range`) and its `{{ end }}`: it may be there or not, or several times. */
    readonly conditional: readonly Span[];
}
/** Whether a text holds anything that a template engine would replace. */
export declare function hasTemplate(text: string): boolean;
export declare function readTemplates(text: string): Templates;
