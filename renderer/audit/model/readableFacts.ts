import { roles } from '#renderer/audit/sentences.en.ts';
import type { Words } from '#renderer/app/words/en.ts';
import { formatBytes } from '#renderer/monitoring/formatBytes.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import { exactTime } from '#renderer/ui/time.ts';
import type { Entry } from '#shared/audit/contract.ts';
import { nameOf } from './sentence.ts';

export interface ReadableFact {
  readonly key: string;
  readonly label: string;
  readonly value: string;
}

const ROLES: ReadonlySet<string> = new Set(['roles', 'from', 'to']);

interface Region {
  readonly locale: string;
  readonly timeZone: string;
}

const CURRENCY = /^[A-Z]{3}$/;
const ofLimit = (key: string): readonly [string, string] | null => {
  const [currency = '', name = ''] = key.split('.');
  return CURRENCY.test(currency) ? [currency, name] : null;
};

/** Of a fact that is an amount of money, its currency: `amount` stands beside it, `EUR.perRefund` names it. */
function currencyOf(key: string, { facts }: Entry): string | null {
  const found = key === 'amount' ? facts['currency'] : ofLimit(key)?.[0];
  return typeof found === 'string' && CURRENCY.test(found) ? found : null;
}

function labelOf(key: string, { facts: { names } }: Words['audit']): string {
  const limit = ofLimit(key);
  const known = (name: string): string | undefined => (Object.hasOwn(names, name) ? names[name] : undefined);
  if (limit === null) return known(key) ?? key;
  const [currency, name] = limit;
  return `${known(name) ?? name}, ${currency}`;
}

function valueOf(
  key: string,
  value: string | number | boolean | null,
  entry: Entry,
  words: Words['audit'],
  region: Region,
): string {
  if (value === null) return words.facts.none;
  if (typeof value === 'boolean') return value ? words.facts.yes : words.facts.no;
  const currency = currencyOf(key, entry);
  if (typeof value === 'number') {
    if (currency !== null) return formatMoney({ amount: value, currency }, region.locale);
    if (key.endsWith('At')) return exactTime(value, region.locale, region.timeZone);
    return key === 'bytes' ? formatBytes(value, region.locale) : new Intl.NumberFormat(region.locale).format(value);
  }
  if (ROLES.has(key)) return roles(value);
  if (key === 'state' && entry.subjects.some(({ kind }) => kind === 'refund'))
    return words.facts.refundStates[value] ?? value;
  if (key === 'assigneeId') {
    const assignee = entry.subjects.find(({ id }) => id === value);
    return assignee === undefined ? value : nameOf(assignee, words);
  }
  return words.facts.values[value] ?? value;
}

/** What an entry holds beside its sentence, each with a label; what this version has no label for is shown by its own name. */
export function readableFacts(entry: Entry, words: Words['audit'], region: Region): readonly ReadableFact[] {
  return Object.entries(entry.facts).map(([key, value]) => ({
    key,
    label: labelOf(key, words),
    value: valueOf(key, value, entry, words, region),
  }));
}
