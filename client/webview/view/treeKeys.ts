/** The keys of a tree (ARIA Authoring Practices): arrows walk, Left goes out, Right goes in, Home and End, letters find, Enter and Space choose. */

/** Letters that follow each other within this time (ms) are one word. */
const WORD_MS = 700;

/** @param back Escape: to what was chosen before */
export function walkWithKeys(tree: HTMLElement, choose: (item: HTMLElement) => void, back: () => void): void {
  let word = '';
  let typedAt = 0;
  tree.addEventListener('keydown', (event) => {
    const items = [...tree.querySelectorAll<HTMLElement>('[role=treeitem]')];
    const index = items.findIndex((item) => item === document.activeElement);
    const current = items[index];
    if (current === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      choose(current);
    } else if (event.key === 'Escape') {
      back();
    } else if (event.key.length === 1) {
      word = event.timeStamp - typedAt < WORD_MS ? word + event.key : event.key;
      typedAt = event.timeStamp;
      focus(found(items, index, word), items);
    } else {
      const target = targetOf(event.key, items, index);
      if (target === undefined) return;
      focus(target.item, items);
    }
    event.preventDefault();
  });
}

/** Where a key leads; undefined for a key that leads nowhere in a tree. */
function targetOf(key: string, items: readonly HTMLElement[], index: number): { readonly item: HTMLElement | undefined } | undefined {
  const level = (item: HTMLElement | undefined): number => Number(item?.ariaLevel ?? 0);
  const current = items[index];
  const next = items[index + 1];
  switch (key) {
    case 'ArrowDown': return { item: next };
    case 'ArrowUp': return { item: items[index - 1] };
    case 'ArrowLeft': return { item: items.slice(0, index).reverse().find((item) => level(item) < level(current)) };
    case 'ArrowRight': return { item: level(next) > level(current) ? next : undefined };
    case 'Home': return { item: items[0] };
    case 'End': return { item: items.at(-1) };
    default: return undefined;
  }
}

/** The next item whose name begins with a word, or has it within: a second letter may still belong to the item that is reached. In any language a pool answers to Flink's name of it, too. */
function found(items: readonly HTMLElement[], index: number, word: string): HTMLElement | undefined {
  const from = word.length > 1 ? index : index + 1;
  const ordered = [...items.slice(from), ...items.slice(0, from)];
  const name = (item: HTMLElement): string => (item.querySelector('.name')?.textContent ?? '').toLocaleLowerCase();
  const pool = (item: HTMLElement): string => (item.dataset['pool'] ?? '').toLowerCase();
  const wanted = word.toLocaleLowerCase();
  return ordered.find((item) => name(item).startsWith(wanted)) ?? ordered.find((item) => pool(item).startsWith(wanted)) ?? ordered.find((item) => name(item).includes(wanted));
}

/** Gives the focus to the item of a part, in a tree that was drawn again; nothing scrolls. */
export function focusPart(tree: HTMLElement, part: string): void {
  const items = [...tree.querySelectorAll<HTMLElement>('[role=treeitem]')];
  focus(items.find((item) => item.dataset['pool'] === part) ?? items[0], items, { preventScroll: true });
}

function focus(target: HTMLElement | undefined, items: readonly HTMLElement[], options: FocusOptions = {}): void {
  if (target === undefined) return;
  for (const item of items) item.tabIndex = item === target ? 0 : -1;
  // Drawn again while somebody types elsewhere, the page must not take the focus from him.
  if (document.hasFocus()) target.focus(options);
}
