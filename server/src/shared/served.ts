/** What may be Flink's at all: client and server have to agree on it. */

/** Languages whose documents may be Flink's. What a document is, its name and content decide, never the id alone. */
export const SERVED_LANGUAGES = ['flink-conf', 'yaml', 'dockercompose', 'helm', 'kubernetes', 'dotenv'] as const;

/** Words of which every document of Flink’s in YAML holds one: for a file without any no server runs. */
export const MARKER_WORDS = ['flink.apache.org/', 'taskmanager', 'jobmanager', 'flinkConfiguration', 'flinkoperator.k8s.io/', 'FlinkApplication', 'FlinkEnvironment', 'FLINK_PROPERTIES', 'standalone-job', '/spec/taskManager', '/spec/jobManager'] as const;
