/** Text as HTML shows it, in content and in quoted attributes: nothing of it is read as markup. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
