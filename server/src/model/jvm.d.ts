import type { Configuration } from './configuration.js';
import type { DerivationContext } from './derive.js';
import type { Derivation } from './derivation.js';
/**
 * The JVM arguments that Flink's start script or container command gives the process (`ProcessMemoryUtils.generateJvmParametersStr`),
 * in its order. Undefined when the process is not derived, or the JobManager's direct memory limit is templated.
 */
export declare function jvmArguments(derivation: Derivation, configuration: Configuration, context: DerivationContext): readonly string[] | undefined;
/**
 * What Flink's start script passes to the process as `-D`, in its order (a `HashMap`'s): `TaskExecutorProcessUtils` and
 * `JobManagerProcessUtils.generateDynamicConfigsStr`. Empty for a JobManager before 1.12. Undefined when the process is not
 * derived or a value that takes part is templated.
 */
export declare function dynamicConfiguration(derivation: Derivation, configuration: Configuration, context: DerivationContext): ReadonlyMap<string, string> | undefined;
