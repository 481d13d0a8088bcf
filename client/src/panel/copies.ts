import * as l10n from '@vscode/l10n';
import type { ProcessKind } from '../../../server/src/shared/model.js';
import type { Copied } from '../../../server/src/shared/panel.js';
import type { ClusterModel, PartModel, ProcessModel } from '../../../server/src/shared/protocol.js';
import { exactBytes, mebibytes, parseBytes, shareText } from '../../../server/src/shared/sizes.js';
import { poolName } from '../../../server/src/shared/words.js';
import { asArguments, asConfigYaml, asFlinkConf, asFlinkConfiguration, memorySettings } from './settingTexts.js';

/** What the clipboard gets of a cluster and one of its processes; undefined where there is nothing. A diagnosis takes more to know. */
export function copyText(what: Exclude<Copied, 'diagnosis'>, kind: ProcessKind, cluster: ClusterModel): string | undefined {
  const process = cluster[kind];
  switch (what) {
    case 'jvmArguments':
      return process.jvmArguments?.join(' ');
    case 'dynamicConfiguration':
      return process.dynamicConfiguration === undefined
        ? undefined
        : Object.entries(process.dynamicConfiguration).map(([key, value]) => `-D ${key}=${value}`).join(' ');
    case 'table':
      return process.parts === undefined ? undefined : process.parts.flatMap((part) => rows(part, kind, 0)).join('\n');
    case 'markdown':
      return markdownTable(kind, process);
    default:
      return settingsText(what, cluster);
  }
}

function settingsText(what: 'arguments' | 'flink-conf' | 'config.yaml' | 'flinkConfiguration', cluster: ClusterModel): string | undefined {
  const settings = memorySettings(cluster);
  if (settings.length === 0) return undefined;
  switch (what) {
    case 'arguments': return asArguments(settings);
    case 'flink-conf': return asFlinkConf(settings);
    case 'config.yaml': return asConfigYaml(settings);
    case 'flinkConfiguration': return asFlinkConfiguration(settings);
  }
}

/** One line per part: name (indented by its depth), MiB, bytes, key. */
function rows(part: PartModel, kind: ProcessKind, depth: number): readonly string[] {
  const bytes = parseBytes(part.bytes);
  const line = ['  '.repeat(depth) + poolName(part.pool, kind), bytes === undefined ? '' : mebibytes(bytes), part.bytes, part.key ?? ''].join('\t');
  return [line, ...(part.parts ?? []).flatMap((inner) => rows(inner, kind, depth + 1))];
}

/** The parts as a table in Markdown; undefined where there are none. */
export function markdownTable(kind: ProcessKind, { parts }: ProcessModel): string | undefined {
  const [root] = parts ?? [];
  const total = parseBytes(root?.bytes);
  if (parts === undefined || total === undefined) return undefined;
  const line = (part: PartModel, depth: number): readonly string[] => {
    const bytes = parseBytes(part.bytes) ?? 0n;
    const name = `${'— '.repeat(depth)}${poolName(part.pool, kind)}`;
    return [
      `| ${[name, mebibytes(bytes), exactBytes(bytes), shareText(bytes, total), part.origin ?? ''].map(cell).join(' | ')} |`,
      ...(part.parts ?? []).flatMap((inner) => line(inner, depth + 1)),
    ];
  };
  const heads = [l10n.t('Part'), l10n.t('MiB'), l10n.t('Bytes'), l10n.t('Share'), l10n.t('From')];
  return [`| ${heads.join(' | ')} |`, '|:--|--:|--:|--:|:--|', ...parts.flatMap((part) => line(part, 0)), ''].join('\n');
}

/** Text within a table in Markdown. */
export function cell(text: string): string {
  return text.replace(/[\\|`*_<>]/g, '\\$&').replace(/\s+/g, ' ');
}
