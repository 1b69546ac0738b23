/** Words for a count, by the plural rules of English: `plural(1, 'message', 'messages')` is `1 message`. */
export function plural(count: number, one: string, other: string): string {
  const word = rules.select(count) === 'one' ? one : other;
  return `${numbers.format(count)} ${word}`;
}

const rules = new Intl.PluralRules('en');
const numbers = new Intl.NumberFormat('en');
