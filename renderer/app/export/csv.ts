/** A spreadsheet runs what begins with one of these as a formula. With an apostrophe before it, it is text. */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

const NEEDS_QUOTES = /[",\r\n]/;

/** UTF-8 is told by its mark, which Excel needs; everything else skips it. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** One field as RFC 4180 writes it, harmless in a spreadsheet. A number, also as `{ decimal }` text, is no formula. */
export function field(value: CsvValue): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'object') return value.decimal;
  const text = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** `decimal`: a number that was written exactly already, such as `-12.30`. */
export type CsvValue = string | number | { readonly decimal: `${number}` };

export const record = (values: readonly CsvValue[]): string => `${values.map(field).join(',')}\r\n`;
