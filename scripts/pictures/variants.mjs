/** How pictures are taken: four themes in English, one in Chinese. */

/** The command that opens the panel, in the languages of the product. */
export const OPEN_MODEL = { en: 'Flink Memory: Open Memory Model', 'zh-cn': 'Flink 内存: 打开内存模型' };

/**
 * `name` ends the files' names; `theme` is a name in the harness's THEMES, `page` the same for the page alone.
 * @typedef {{ readonly name: string, readonly locale: 'en' | 'zh-cn', readonly theme: 'dark' | 'light' | 'highContrast' | 'highContrastLight', readonly page: string }} Variant
 */

/** @type {readonly Variant[]} */
export const VARIANTS = [
  { name: 'light', locale: 'en', theme: 'light', page: 'light' },
  { name: 'dark', locale: 'en', theme: 'dark', page: 'dark' },
  { name: 'contrast', locale: 'en', theme: 'highContrast', page: 'high-contrast' },
  { name: 'contrast-light', locale: 'en', theme: 'highContrastLight', page: 'high-contrast-light' },
  { name: 'light-zh', locale: 'zh-cn', theme: 'light', page: 'light' },
];

/** Settings of the editor that leave the room to what is shown. */
export const QUIET = { 'editor.minimap.enabled': false, 'breadcrumbs.enabled': false, 'workbench.activityBar.location': 'hidden', 'workbench.sideBar.location': 'right' };
