import { formatBytes } from '#renderer/monitoring/formatBytes.ts';
import { duration } from '#renderer/ui/time.ts';
import type { AlertRule, Condition } from '#shared/monitoring/alerts/rule.ts';

const number = (value: number, locale: string): string =>
  new Intl.NumberFormat(locale, { maximumSignificantDigits: 4 }).format(value);
const percent = (value: number, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(value);

/** As durations are written: `250 ms`, `1.5 s`, `3 m 20 s`. */
function seconds(value: number, locale: string): string {
  const unit = (count: number, name: string): string =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'narrow', maximumSignificantDigits: 3 })
      .formatToParts(count)
      .map(({ type, value: part }) => (type === 'unit' ? `\u00a0${part}` : type === 'literal' ? '' : part))
      .join('');
  if (Math.abs(value) < 1) return unit(value * 1_000, 'millisecond');
  return Math.abs(value) < 60 ? unit(value, 'second') : duration(value * 1_000, locale);
}

/** A value that a condition compares, in the unit that the metric's name says. */
export function valueText(condition: Condition, value: number | null, locale: string): string {
  if (value === null) return '-';
  if (condition.kind === 'ratio' || (condition.kind === 'change' && condition.as === 'share'))
    return percent(value, locale);
  if (condition.kind === 'burn') return `${number(value, locale)}×`;
  if (condition.kind === 'absence') return value > 0 ? '✕' : '✓';
  const { metric, read } = condition.of;
  if (read === 'rate') return `${number(value, locale)}/s`;
  if (metric.endsWith('_bytes')) return formatBytes(value, locale);
  if (metric.endsWith('_seconds') && read !== 'increase') return seconds(value, locale);
  return metric.endsWith('_ratio') ? percent(value, locale) : number(value, locale);
}

/** What a limit of it stands at, for a chart; null where there is none. */
export function limitsOf({
  condition,
}: Pick<AlertRule, 'condition'>): { readonly limit: number; readonly clear: number } | null {
  return condition.kind === 'absence' ? null : { limit: condition.limit, clear: condition.clear };
}

/** `queue mail, place a`; null without labels. */
export function labelsText(labels: Readonly<Record<string, string>>): string | null {
  const parts = Object.entries(labels).map(([name, value]) => `${name} ${value}`);
  return parts.length === 0 ? null : parts.join(', ');
}
