/** What Flink's start script makes of the sizes: JVM arguments and `-D` settings, to be copied. */
import * as l10n from '@vscode/l10n';
import type { ProcessModel } from '../../../server/src/shared/protocol.js';
import { sizeText } from '../../../server/src/shared/sizes.js';
import type { Actions } from '../actions.js';
import { html } from '../dom.js';
import { breakable, copyButton, sectionWith } from './parts.js';

/** Both sections, as far as there are any. */
export function launchArguments(process: ProcessModel, actions: Actions): readonly HTMLElement[] {
  const { jvmArguments = [], dynamicConfiguration = {} } = process;
  const settings = Object.entries(dynamicConfiguration);
  const sections: HTMLElement[] = [];
  if (jvmArguments.length > 0) {
    const title = l10n.t('JVM arguments');
    sections.push(sectionWith(
      copyButton(title, () => { actions.copy('jvmArguments'); }),
      title,
      html('ul', { class: 'arguments' }, ...jvmArguments.map((argument) => html('li', {}, html('code', {}, ...breakable(argument)), inMebibytes(argument)))),
    ));
  }
  if (settings.length > 0) {
    const title = l10n.t('-D settings of the start script');
    sections.push(sectionWith(
      copyButton(title, () => { actions.copy('dynamicConfiguration'); }),
      title,
      html('details', { 'data-keep': 'settings' }, html('summary', {}, l10n.t('{0} settings', settings.length)), html('ul', { class: 'arguments' }, ...settings.map(([key, value]) => html('li', {}, html('code', {}, ...breakable(`${key}=${value}`)))))),
    ));
  }
  return sections;
}

/** `-Xmx1286170214` counts in bytes, as all sizes do that Flink passes. */
function inMebibytes(argument: string): HTMLElement | undefined {
  const bytes = /(?:^-Xm[a-z]|=)(\d{4,19})$/.exec(argument)?.[1];
  return bytes === undefined ? undefined : html('span', { class: 'why number' }, sizeText(BigInt(bytes)));
}
