/** Selectors of Kubernetes' (`labels.Parse`). */

const KEY = String.raw`[\w./-]+`;
const EXISTS = new RegExp(`^(!?)\\s*(${KEY})$`);
const EQUALS = new RegExp(`^(${KEY})\\s*(==|=|!=)\\s*([\\w.-]*)$`);
const IN = new RegExp(`^(${KEY})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);

/** Whether a selector chooses what has these labels, or annotations; undefined for one that cannot be read. */
export function isSelected(selector: string, labels: ReadonlyMap<string, string>): boolean | undefined {
  let isChosen = true;
  for (const requirement of selector.split(/,(?![^()]*\))/)) {
    const is = meets(requirement.trim(), labels);
    if (is === undefined) return undefined;
    isChosen &&= is;
  }
  return isChosen;
}

function meets(requirement: string, labels: ReadonlyMap<string, string>): boolean | undefined {
  const exists = EXISTS.exec(requirement);
  if (exists !== null) return labels.has(exists[2] ?? '') !== (exists[1] === '!');
  const [, key = '', operator = '', value = ''] = EQUALS.exec(requirement) ?? [];
  if (operator !== '') return (labels.get(key) === value) !== (operator === '!=');
  const [, name = '', set = '', list = ''] = IN.exec(requirement) ?? [];
  if (set === '') return undefined;
  const label = labels.get(name);
  const isIn = label !== undefined && list.split(',').some((one) => one.trim() === label);
  return isIn !== (set === 'notin');
}
