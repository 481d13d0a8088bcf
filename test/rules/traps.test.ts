/** What looks like Flink's memory and is somebody else's: no cluster, or nothing to be said. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkText } from './support.js';

const TRAPS: Readonly<Record<string, string>> = {
  'an HPA for a FlinkDeployment': `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: clicks
spec:
  metrics:
    - type: Resource
      resource: {name: memory, target: {type: Utilization, averageValue: 10Mi}}
  scaleTargetRef: {apiVersion: flink.apache.org/v1beta1, kind: FlinkDeployment, name: clicks}
`,
  'the operator’s own Deployment': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: flink-kubernetes-operator
spec:
  template:
    spec:
      containers:
        - name: flink-kubernetes-operator
          image: ghcr.io/apache/flink-kubernetes-operator:1.12.1
          args: [operator]
          env:
            - {name: OPERATOR_NAMESPACE, value: flink}
            - {name: FLINK_CONF_DIR, value: /opt/flink/conf}
          resources: {requests: {memory: 0.5Gi}, limits: {memory: 0.5Gi}}
`,
  'a FlinkDeployment of another group': `apiVersion: streaming.example.com/v1
kind: FlinkDeployment
metadata:
  name: clicks
spec:
  flinkConfiguration: {taskmanager.memory.process.size: 1g, taskmanager.memory.flink.size: 1g}
  taskManager: {resource: {memory: 2.5Gi}}
`,
  'a group that only ends alike': `apiVersion: not-flink.apache.org/v1beta1
kind: FlinkDeployment
metadata: {name: clicks}
spec: {taskManager: {resource: {memory: 2.5Gi}}}
`,
  'a Deployment of somebody’s own with a container called taskmanager': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: taskmanager
spec:
  template:
    spec:
      containers:
        - name: taskmanager
          image: example/scheduler:2
          resources: {limits: {memory: 100Mi}}
`,
  'a FlinkStateSnapshot': `apiVersion: flink.apache.org/v1beta1
kind: FlinkStateSnapshot
metadata: {name: one}
spec:
  jobReference: {kind: FlinkDeployment, name: clicks}
  savepoint: {}
`,
  'a ConfigMap of others': `apiVersion: v1
kind: ConfigMap
metadata: {name: prometheus}
data:
  rules.yaml: |
    groups:
      - name: flink
        rules: [{alert: Heap, expr: taskmanager_memory > 1g}]
  application.properties: |
    taskmanager.memory.process.size=1
`,
  'a quota and a limit range': `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: ResourceQuota
    metadata: {name: taskmanager}
    spec: {hard: {requests.memory: 1Gi, limits.memory: 500m}}
  - apiVersion: v1
    kind: LimitRange
    metadata: {name: jobmanager}
    spec: {limits: [{type: Container, default: {memory: 1.5Gi}}]}
`,
  'a custom resource definition': `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: flinkdeployments.flink.apache.org
spec:
  group: flink.apache.org
  names: {kind: FlinkDeployment}
  versions: [{name: v1beta1, schema: {openAPIV3Schema: {properties: {spec: {properties: {taskManager: {properties: {resource: {properties: {memory: {type: string}}}}}}}}}}}]
`,
  'rights for the operator': `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: taskmanager}
rules: [{apiGroups: [flink.apache.org], resources: [flinkdeployments], verbs: ['*']}]
`,
  'values of a chart that is not ours': 'taskmanager:\n  resources:\n    limits: {memory: 1.5Gi}\njobmanager:\n  replicas: 1\n',
};

/** Flink's, and every size of it a template's: nobody knows, so nothing is wrong, and nothing derived from it is a number. */
const TEMPLATED = `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: {{ .Release.Name }}
spec:
  flinkVersion: {{ .Values.flinkVersion | quote }}
  serviceAccount: {{ include "flink.serviceAccount" . }}
  flinkConfiguration:
    taskmanager.memory.flink.size: \${FLINK_SIZE}
    taskmanager.memory.managed.fraction: {{ .Values.fraction }}
    {{- range $key, $value := .Values.more }}
    {{ $key }}: {{ $value | quote }}
    {{- end }}
  jobManager:
    resource:
      memory: {{ .Values.jobManager.memory }}
      cpu: {{ .Values.jobManager.cpu }}
  taskManager:
    resource: {{- toYaml .Values.taskManager.resource | nindent 6 }}
  podTemplate:
    spec:
      containers:
        - name: flink-main-container
          resources: {limits: {memory: "{{ .Values.limit }}"}}
`;

describe('Traps stay silent', () => {
  for (const [what, text] of Object.entries(TRAPS)) {
    it(what, () => {
      const { document, context, found } = checkText(text, { file: 'manifest.yaml' });
      assert.deepEqual(document.clusters(context.settings).map(({ id }) => id), []);
      assert.deepEqual(found, []);
    });
  }

  it('templates all over', () => {
    const { document, context, found } = checkText(TEMPLATED, { file: 'templates/deployment.yaml' });
    assert.deepEqual(found.map(({ mark }) => mark.rule), []);
    const [located] = document.clusters(context.settings);
    assert.deepEqual([located?.analysis.derivations.taskManager?.status, located?.analysis.derivations.jobManager?.status], ['unknown', 'unknown']);
  });
});
