/** The defaults of the operator's chart that were in force when a release, by its minor, was asked. */
export function chartDefaults(minor: number): Record<string, string> {
  if (minor >= 3) return { 'taskmanager.numberOfTaskSlots': '1' };
  const slots = { 'taskmanager.numberOfTaskSlots': '2' };
  return minor === 2 ? slots : { ...slots, 'jobmanager.memory.process.size': '1600m', 'taskmanager.memory.process.size': '1728m' };
}
