interface Separators {
  readonly decimal: string;
  readonly group: string;
}

function separatorsOf(locale: string): Separators {
  const parts = new Intl.NumberFormat(locale, { useGrouping: 'always', minimumFractionDigits: 1 }).formatToParts(
    12_345.6,
  );
  const found = (type: 'decimal' | 'group'): string => parts.find((part) => part.type === type)?.value ?? '';
  return { decimal: found('decimal'), group: found('group') };
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Reads a typed number that is not negative, such as `1,234.50` in English or `1.234,50` in German, as an integer of `decimals` decimals:
 * 123450 with two. Null for what is not one, has more decimals than there are, or groups its digits in an unusual way, as then nobody knows
 * which separator was meant.
 */
export function parseDecimal(text: string, decimals: number, locale: string): number | null {
  const { decimal, group } = separatorsOf(locale);
  // What looks like a space is one, however it was typed.
  const typed = text.trim().replaceAll(/[\u00A0\u202F’]/g, (mark) => (mark === '’' ? '’' : ' '));
  const separator = /[\u00A0\u202F]/.test(group) ? ' ' : group;
  const whole = separator === '' ? '\\d+' : `\\d{1,3}(?:${escaped(separator)}\\d{3})+|\\d+`;
  const found = new RegExp(`^(${whole})(?:${escaped(decimal)}(\\d*))?$`).exec(typed);
  if (found === null) return null;
  const digits = (found[1] ?? '').replaceAll(separator === '' ? /$^/g : separator, '');
  const fraction = found[2] ?? '';
  if (fraction.length > decimals) return null;
  const value = Number(digits + fraction.padEnd(decimals, '0'));
  return Number.isSafeInteger(value) ? value : null;
}
