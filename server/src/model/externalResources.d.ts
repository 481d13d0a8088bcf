import type { Configuration } from './configuration.js';
import type { FlinkVersion } from './version.js';
export type ExternalResources = 
/** Name and amount of each resource that is listed and has one. */
{
    readonly amounts: readonly (readonly [name: string, amount: string])[];
}
/** A key whose amount is no whole number. */
 | {
    readonly unreadable: {
        readonly key: string;
        readonly text: string;
    };
}
/** A template hides the list or an amount. */
 | 'unknown';
/** The external resources (GPUs and the like) of a TaskManager, as `ExternalResourceUtils` reads them. */
export declare function externalResources(configuration: Configuration, version: FlinkVersion): ExternalResources;
