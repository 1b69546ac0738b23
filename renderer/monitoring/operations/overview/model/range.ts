const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Spans that end with now, by their name in the address. */
export const SPANS = {
  '5m': 5 * MINUTE,
  '15m': 15 * MINUTE,
  '1h': HOUR,
  '6h': 6 * HOUR,
  '1d': DAY,
  '7d': 7 * DAY,
  '30d': 30 * DAY,
  '1y': 365 * DAY,
  '2y': 730 * DAY,
} as const;
export type SpanName = keyof typeof SPANS;
export const SPAN_NAMES = Object.keys(SPANS) as readonly SpanName[];
const USUAL: SpanName = '15m';

/** What a time is compared with, and how much earlier that is. */
export const COMPARISONS = { none: 0, day: DAY, week: 7 * DAY } as const;
export type Comparison = keyof typeof COMPARISONS;

/** A time that goes on, or one that was drawn. UTC ms. */
export type TimeRange = { readonly span: SpanName } | { readonly from: number; readonly to: number };

export interface OverviewPlace {
  readonly range: TimeRange;
  readonly comparison: Comparison;
}

const isSpan = (text: string | undefined): text is SpanName => text !== undefined && Object.hasOwn(SPANS, text);

/** `/operations/overview/span=1h&with=day`, or `from=...&to=...`. */
export function pathToOverview({ range, comparison }: OverviewPlace): string {
  const parts = [
    ...('span' in range
      ? range.span === USUAL
        ? []
        : [`span=${range.span}`]
      : [`from=${String(range.from)}`, `to=${String(range.to)}`]),
    ...(comparison === 'none' ? [] : [`with=${comparison}`]),
  ];
  return parts.length === 0 ? '/operations/overview' : `/operations/overview/${parts.join('&')}`;
}

/** Reads what follows `/operations/overview/`. What makes no sense is left out. */
export function overviewPlaceOf(rest: string | undefined): OverviewPlace {
  const given = new Map((rest ?? '').split('&').map((part) => part.split('=', 2) as [string, string | undefined]));
  const instant = (name: string): number => (/^\d{1,15}$/.test(given.get(name) ?? '') ? Number(given.get(name)) : NaN);
  const [from, to, span, compared] = [instant('from'), instant('to'), given.get('span'), given.get('with')];
  return {
    range: to > from ? { from, to } : { span: isSpan(span) ? span : USUAL },
    comparison: compared === 'day' || compared === 'week' ? compared : 'none',
  };
}

/** Steps that divide what is kept, in ms. */
const STEPS = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400, 172_800, 604_800].map((seconds) => seconds * SECOND); // prettier-ignore
const LEAST_POINTS = 60;

/** The step with which a time fits so many points of a chart. */
export function stepFor(spanMs: number, points: number): number {
  const least = spanMs / Math.max(LEAST_POINTS, points);
  return STEPS.find((step) => step >= least) ?? STEPS.at(-1) ?? SECOND;
}

/** No shorter time is looked at. */
const SHORTEST_MS = 10 * SECOND;

/** A time that somebody has drawn, in whole seconds. */
export function drawnRange(from: number, to: number, now: number): TimeRange {
  const end = Math.min(Math.ceil(Math.max(to, from + SHORTEST_MS) / SECOND) * SECOND, Math.ceil(now / SECOND) * SECOND);
  const begin = Math.min(Math.floor(from / SECOND) * SECOND, end - SHORTEST_MS);
  return { from: Math.max(begin, end - SPANS['2y']), to: end };
}
