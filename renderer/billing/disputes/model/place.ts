import { DISPUTE_VIEWS } from '#shared/billing/disputes/states.ts';

export const TABS = [...DISPUTE_VIEWS, 'rates'] as const;
export type Tab = (typeof TABS)[number];
export const SPANS = ['90', '365', 'all'] as const;
export type Span = (typeof SPANS)[number];

/** Where in the room one is; the address says it. */
export interface DisputesPlace {
  readonly tab: Tab;
  readonly disputeId: string | null;
  /** Which closed ones: behind a bar of the chart. */
  readonly reason: string | null;
  readonly outcome: 'won' | 'lost' | null;
  /** Days back to which they were opened. */
  readonly span: Span;
}

export const FIRST_PLACE: DisputesPlace = { tab: 'open', disputeId: null, reason: null, outcome: null, span: 'all' };

/** `/disputes/closed/du_123/reason=fraudulent&outcome=won`: what is usual is left out. */
export function pathOf({ tab, disputeId, reason, outcome, span }: DisputesPlace): string {
  const query = [
    ['reason', reason],
    ['outcome', outcome],
    ['span', span === FIRST_PLACE.span ? null : span],
  ]
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${String(name)}=${String(value)}`)
    .join('&');
  const parts = ['/disputes', tab === FIRST_PLACE.tab ? '' : tab, disputeId ?? '', query];
  return parts.filter((part) => part !== '').join('/');
}

/** Reads what follows `/disputes/` in an address. What makes no sense is left out. */
export function placeOf(rest: string | undefined): DisputesPlace {
  const parts = (rest ?? '').split('/');
  const given = new URLSearchParams(parts.find((part) => part.includes('=')) ?? '');
  const reason = given.get('reason');
  return {
    tab: TABS.find((tab) => parts.includes(tab)) ?? FIRST_PLACE.tab,
    disputeId: parts.find((part) => /^d[up]_\w+$/.test(part)) ?? null,
    reason: reason !== null && /^\w*$/.test(reason) ? reason : null,
    outcome: (['won', 'lost'] as const).find((one) => one === given.get('outcome')) ?? null,
    span: SPANS.find((one) => one === given.get('span')) ?? FIRST_PLACE.span,
  };
}

/** The address of one dispute, for links from elsewhere. */
export const pathToDispute = (disputeId: string): string => pathOf({ ...FIRST_PLACE, disputeId });

const DAY_MS = 86_400_000;

/** From when on disputes were opened that a span holds, at the beginning of an hour so that it stays the same for a while; null for all. */
export function fromOf(span: Span, now: number): number | null {
  if (span === 'all') return null;
  const hour = 3_600_000;
  return Math.floor((now - Number(span) * DAY_MS) / hour) * hour;
}
