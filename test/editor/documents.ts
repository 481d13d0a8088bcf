/** The files that the journeys are made in. Their numbers were worked out by hand, after Flink's documentation of the memory model. */

/**
 * 2600 MiB process: metaspace 256, overhead 0.1 × 2600 = 260, so total Flink memory 2084; managed 0.25 × 2084 = 521,
 * a third of it for each slot 173.7; network 0.1 × 2084 = 208.4.
 */
export const CLICKS = `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: clicks
spec:
  image: flink:1.20
  flinkVersion: v1_20
  flinkConfiguration:
    taskmanager.numberOfTaskSlots: "3"
    taskmanager.memory.managed.fraction: "0.25"
    state.backend.type: rocksdb
  jobManager:
    resource:
      memory: "1600m"
      cpu: 1
  taskManager:
    resource:
      memory: "2600m"
      cpu: 1
`;

/** Lines of CLICKS, from 1. */
export const CLICKS_LINES = { name: 4, managedFraction: 10, jobManagerMemory: 14, taskManagerMemory: 18 } as const;

/**
 * Too small: beside framework heap 128, framework off-heap 128 and network at its minimum 64, managed takes 0.4 of total Flink
 * memory, so 0.6 of it must be 320 MiB; with metaspace 256 and overhead at its minimum 192 that is 982 MiB, in whole ones.
 * A task heap of 64 MiB as well needs 384 MiB for 0.6 of it: 1088 MiB, and one more for the hair that a float adds to 0.4.
 */
export const TOO_SMALL = `# the smallest machine we have
jobmanager.memory.process.size: 1600m

taskmanager.memory.process.size: 512m   # was enough for the heap
taskmanager.numberOfTaskSlots: 1
`;

export const TOO_SMALL_FIXED = TOO_SMALL.replace('512m', '1089m');

/** Nothing of Flink's in it. */
export const FOREIGN = `apiVersion: v1
kind: Service
metadata:
  name: orders
spec:
  ports:
    - port: 80
`;
