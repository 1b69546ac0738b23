import type { RefundState } from '#shared/billing/refunds/contract.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

export interface Limit {
  readonly currency: string;
  readonly approvalAbove: number;
  readonly perRefund: number | null;
  readonly perPersonDay: number | null;
}

export interface Modelled {
  readonly id: string;
  readonly person: string;
  readonly currency: string;
  readonly amount: number;
  /** When it was requested, UTC milliseconds. */
  readonly at: number;
  readonly expiresAt: number | null;
  state: RefundState;
}

/** What the words of a refusal say, or the state that comes of it. */
export type Expected =
  | { readonly state: 'sending' | 'requested' }
  | { readonly reason: 'aboveLeft'; readonly left: number }
  | { readonly reason: 'perRefund'; readonly most: number }
  | { readonly reason: 'perPersonDay'; readonly most: number; readonly roomAt: number | null };

const OVER: ReadonlySet<RefundState> = new Set(['failed', 'canceled', 'declined', 'refused', 'withdrawn', 'expired']);

/**
 * The rules of refunds once more, from the words of docs/adr/0040 and not from the code: a plain list of what happened, and each question answered by going through all of it.
 * @param total what each currency's one payment can give.
 */
export function createLimitModel(limits: readonly Limit[], total: number, expiresAfterMs: number) {
  const all: Modelled[] = [];
  const costs = (): Modelled[] => all.filter(({ state }) => !OVER.has(state));

  const left = (currency: string): number =>
    costs().reduce((rest, one) => (one.currency === currency ? rest - one.amount : rest), total);

  /** What counts for somebody at a moment: whatever they requested less than 24 hours before, and that costs or may cost money. */
  const used = (person: string, currency: string, at: number): number =>
    costs()
      .filter((one) => one.person === person && one.currency === currency && at - one.at < DAY_MS)
      .reduce((sum, { amount }) => sum + amount, 0);

  /** The first moment from `at` on at which it would fit, when nothing else happens. Only when something is a day old can that change. */
  function roomAt(person: string, currency: string, amount: number, most: number, at: number): number | null {
    const moments = costs()
      .filter((one) => one.person === person && one.currency === currency)
      .map((one) => one.at + DAY_MS)
      .filter((moment) => moment > at)
      .sort((one, other) => one - other);
    return moments.find((moment) => used(person, currency, moment) + amount <= most) ?? null;
  }

  return {
    all,
    left,
    used,
    costs,
    /** Asks for a refund at `at`, and remembers it when it is allowed. */
    request: (id: string, person: string, currency: string, amount: number, at: number): Expected => {
      if (amount > left(currency)) return { reason: 'aboveLeft', left: left(currency) };
      const limit = limits.find((one) => one.currency === currency);
      const most = limit?.perRefund ?? null;
      if (most !== null && amount > most) return { reason: 'perRefund', most };
      const day = limit?.perPersonDay ?? null;
      const rest = day === null ? 0 : day - used(person, currency, at);
      if (day !== null && amount > rest)
        return { reason: 'perPersonDay', most: Math.max(0, rest), roomAt: roomAt(person, currency, amount, day, at) };
      const state = limit !== undefined && amount <= limit.approvalAbove ? 'sending' : 'requested';
      const expiresAt = state === 'requested' ? at + expiresAfterMs : null;
      all.push({ id, person, currency, amount, at, expiresAt, state });
      return { state };
    },
    expire: (at: number): void => {
      for (const one of all)
        if (one.state === 'requested' && one.expiresAt !== null && one.expiresAt <= at) one.state = 'expired';
    },
    /** When something of a person's stops counting, soonest first. */
    edges: (person: string, at: number): readonly number[] =>
      costs()
        .filter((one) => one.person === person && one.at + DAY_MS > at)
        .map((one) => one.at + DAY_MS - at)
        .sort((one, other) => one - other),
  };
}
