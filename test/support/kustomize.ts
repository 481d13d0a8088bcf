/** An overlay's patch of the deployment `orders`: a share of managed memory, and a larger process. */
export const PATCH = `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: orders
spec:
  flinkConfiguration:
    taskmanager.memory.managed.fraction: "0.5"
  taskManager:
    resource:
      memory: 8g
`;
