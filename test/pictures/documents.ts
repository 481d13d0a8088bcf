/** The files of which the panel's pictures are taken, one for each of its states. */
import { CLICKS, FOREIGN } from '../editor/documents.js';

/** A container with more than its process needs. */
const ORDERS = `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: orders
spec:
  image: flink:1.20
  flinkVersion: v1_20
  flinkConfiguration:
    kubernetes.taskmanager.memory.limit-factor: "1.5"
    taskmanager.memory.task.off-heap.size: 1m
  taskManager:
    replicas: 3
    resource: {memory: "4g", cpu: 1}
  jobManager:
    resource: {memory: "1600m", cpu: 1}
`;

/** Asks for more than Flink's memory comes to. */
const REFUSED = `# the smallest machine we have
jobmanager.memory.process.size: 1600m

taskmanager.memory.process.size: 900m
taskmanager.memory.managed.size: 345m
taskmanager.memory.network.min: 256m
taskmanager.memory.network.max: 256m
taskmanager.numberOfTaskSlots: 1
`;

const TEMPLATE = CLICKS.replace('"0.25"', '"{{ .Values.managedFraction }}"').replace('"1600m"', '"{{ .Values.jobManagerMemory }}"');

/** A chart's values that size one process of two. */
const PART = `flinkConfiguration:
  taskmanager.numberOfTaskSlots: "2"
  taskmanager.memory.managed.fraction: "0.5"
taskManager:
  resource:
    memory: "4096m"
    cpu: 2
`;

const TWICE = `taskmanager.memory.process.size: 1728m
taskmanager.memory.process.size: 2g
jobmanager.memory.process.size: 1600m
`;

export const FILES = {
  'clicks.yaml': CLICKS,
  'shop.yaml': `${CLICKS}---\n${ORDERS}`,
  'flink-conf.yaml': REFUSED,
  'template.yaml': TEMPLATE,
  'values.yaml': PART,
  'config.yaml': TWICE,
  'service.yaml': FOREIGN,
} as const;

/** What is in the clipboard when a cluster is compared with it. */
export const PASTED = 'taskmanager.memory.process.size: 4g\ntaskmanager.memory.managed.fraction: 0.3\ntaskmanager.numberOfTaskSlots: 4\njobmanager.memory.process.size: 1600m\n';
