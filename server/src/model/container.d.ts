/** Memory of a process's main container, in bytes: what Kubernetes is asked for. */
export interface ContainerMemory {
    readonly requestBytes: bigint;
    readonly limitBytes: bigint;
    readonly limitFactor: number;
}
/**
 * Request and limit as Flink writes them (`KubernetesUtils.getResourceRequirements`): the process size in whole MiB,
 * truncated, and that times the limit factor, truncated. A factor below 1 is not refused here.
 */
export declare function containerMemory(processBytes: bigint, limitFactor?: number): ContainerMemory;
