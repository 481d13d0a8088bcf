import type { ProcessKind } from '../../model/derivation.js';
import { processOfSizeKey } from '../../model/processOptions.js';
import type { Entry, ResourceMemory, Setting } from '../cluster.js';
import type { DeploymentSpec } from './deploymentSpec.js';
import type { ReadingContext } from './kind.js';
import { type SizeSetting, sizeBeneath } from './resourceMemory.js';

/** The memory fields of a `FlinkDeploymentSpec` and what the operator of a version sets by them. */
export interface DeploymentSizes {
  readonly operatorVersion: string;
  readonly resources: Readonly<Record<ProcessKind, readonly ResourceMemory[]>>;
  readonly sizes: readonly SizeSetting[];
}

/**
 * What Flink sees of a `FlinkDeploymentSpec`: its `flinkConfiguration` over the operator's defaults, and its memory fields over both.
 *
 * @param now what became of an entry since it was read
 */
export function deploymentSettings(
  spec: DeploymentSpec, configured: Map<string, Setting>, defaults: ReadingContext['settings']['operatorDefaults'],
  { operatorVersion, resources, sizes }: DeploymentSizes, now: (entry: Entry) => Entry,
): Map<string, Setting> {
  const settings = overDefaults(defaults, configured);
  for (const { key, value, entry: written } of sizes) {
    // The operator writes these last, over whatever flinkConfiguration says (`FlinkConfigBuilder`).
    const entry = now(written);
    const before = settings.get(key);
    const process = processOfSizeKey(key);
    const field = process === undefined ? undefined : sizeBeneath(spec, process, operatorVersion, resources[process]);
    settings.set(key, ofField(value, entry, lost(before), field ?? before));
  }
  return settings;
}

function lost(setting: Setting | undefined): readonly Entry[] {
  return setting?.entry === undefined ? [] : [setting.entry, ...setting.overridden];
}

/** The settings of flinkConfiguration over what the operator gives every deployment. */
function overDefaults(defaults: ReadingContext['settings']['operatorDefaults'], configured: Map<string, Setting>): Map<string, Setting> {
  const pairs = Object.entries(defaults);
  if (pairs.length === 0) return configured;
  const settings = new Map<string, Setting>(pairs.map(([key, value]) => [key, { value, source: 'operatorDefault', templated: false, overridden: [] }]));
  configured.forEach((setting, key) => settings.set(key, above(setting, settings.get(key))));
  return settings;
}

function ofField(value: string, entry: Entry, overridden: readonly Entry[], below: Beneath | undefined): Setting {
  const { templated } = entry;
  if (below === undefined) return { value, source: 'resource', templated, entry, overridden };
  const beneath = { value: below.value, templated: below.templated };
  return { value, source: 'resource', templated, entry, overridden, beneath };
}

type Beneath = Pick<Setting, 'value' | 'templated'>;

/** A setting that lies above another one. */
function above(setting: Setting, beneath: Beneath | undefined): Setting {
  return beneath === undefined ? setting : { ...setting, beneath: { value: beneath.value, templated: beneath.templated } };
}
