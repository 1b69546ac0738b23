import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Engine } from '#server/billing/sandbox/engine.ts';
import { KINDS } from '#server/billing/sandbox/kinds.ts';
import type { Kind } from '#server/billing/sandbox/kinds.ts';
import { balance } from '#server/billing/sandbox/resources/ledger.ts';
import { seedWorld } from '#server/billing/sandbox/seed/seedWorld.ts';
import { createRandom } from '#server/demo/random.ts';
import { histories, stillEngine, take } from '#tests/server/billing/sandbox/support/history.ts';
import type { Step } from '#tests/server/billing/sandbox/support/history.ts';

const COUNTED = new Set(['pending', 'requires_action', 'succeeded']);
/** What may follow a refund's status. */
const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  pending: ['pending', 'succeeded', 'failed', 'canceled'],
  succeeded: ['succeeded', 'failed'],
  failed: ['failed'],
  canceled: ['canceled'],
};

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

function expectNoChargeGivesBackMore({ world: { store } }: Engine): void {
  for (const charge of store.all('charge')) {
    const refunds = store.all('refund', { charge: charge.id }).filter(({ status }) => COUNTED.has(status ?? ''));
    // The rest of an authorisation that was captured in part is let go by a refund for which no money is booked.
    const booked = refunds.filter(({ balance_transaction: booking }) => booking !== null);
    expect(charge.amount_captured).toBeGreaterThanOrEqual(sum(booked.map(({ amount }) => amount)));
    expect(charge.amount).toBeGreaterThanOrEqual(sum(refunds.map(({ amount }) => amount)));
    expect(charge.amount_refunded).toBeLessThanOrEqual(charge.amount);
  }
}

function expectBalanceToBeItsTransactions({ world }: Engine): void {
  const { available, pending } = balance(world);
  const transactions = world.store.all('balance_transaction');
  for (const { currency, amount } of available) {
    const all = transactions.filter((one) => one.currency === currency);
    const ready = all.filter(({ status }) => status === 'available');
    expect(sum(ready.map(({ net }) => net))).toBe(amount);
    expect(sum(all.map(({ net }) => net))).toBe(
      amount + (pending.find((one) => one.currency === currency)?.amount ?? 0),
    );
  }
  for (const { net, amount, fee } of transactions) expect(net).toBe(amount - fee);
}

function expectOneChainForEachRefund({ world: { store } }: Engine): void {
  const events = store.all('event');
  for (const refund of store.all('refund')) {
    const told = events.filter(({ data, type }) => data.object.id === refund.id && type.startsWith('refund.'));
    expect(told.map(({ type }) => type).filter((type) => type === 'refund.created')).toHaveLength(1);
    expect(told[0]?.type).toBe('refund.created');
    expect(told.filter(({ type }) => type === 'refund.failed').length).toBe(refund.status === 'failed' ? 1 : 0);
    const statuses = told.map(({ data }) => (data.object as { readonly status?: string }).status ?? '');
    expect(statuses.at(-1)).toBe(refund.status);
    for (const [index, status] of statuses.slice(1).entries()) expect(FOLLOWS[statuses[index] ?? '']).toContain(status);
  }
}

function expectMoneyToBeConserved(engine: Engine): void {
  expectNoChargeGivesBackMore(engine);
  expectBalanceToBeItsTransactions(engine);
  expectOneChainForEachRefund(engine);
}

/** Letters from a seed, in the place of random ones. */
function seededLetters(seed: number) {
  const random = createRandom(seed);
  return (length: number) => Array.from({ length }, () => random.between(0, 35).toString(36)).join('');
}

async function live(steps: readonly Step[], seed: number): Promise<string> {
  const engine = stillEngine();
  try {
    engine.world.ids.from(seededLetters(seed), () => {
      for (const one of steps) expect(take(engine, one)).not.toBe(500);
      engine.advance(200 * 86_400);
    });
    expectMoneyToBeConserved(engine);
    return everythingIn(engine);
  } finally {
    await engine.close();
  }
}

const everythingIn = ({ world: { store } }: Engine): string =>
  JSON.stringify((Object.keys(KINDS) as Kind[]).map((kind) => store.all(kind)));

describe('the money of a sandbox', () => {
  it('is conserved in every history, and every refund has one chain of events', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (steps) => {
        await live(steps, 1);
      }),
      { numRuns: 150 },
    );
  });

  it('goes the same way when the same things happen', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.nat(1_000), async (steps, seed) => {
        const [first, second] = [await live(steps, seed), await live(steps, seed)];
        expect(second).toBe(first);
      }),
      { numRuns: 20 },
    );
  });
});

describe('a seeded world', () => {
  function worldOf(seed: number): { readonly all: string; readonly engine: Engine } {
    const engine = stillEngine();
    seedWorld(engine, { seed, days: 120, payments: 900, until: Date.UTC(2026, 0, 15) / 1_000 });
    return { all: everythingIn(engine), engine };
  }

  it('is the same for the same seed and another for another, and conserves money', async () => {
    const [first, same, other] = [worldOf(3), worldOf(3), worldOf(4)];
    expect(same.all).toBe(first.all);
    expect(other.all).not.toBe(first.all);
    for (const { engine } of [first, other]) {
      const { store } = engine.world;
      expectNoChargeGivesBackMore(engine);
      expectBalanceToBeItsTransactions(engine);
      expect(store.all('payment_intent')).toHaveLength(900);
      expect(new Set(store.all('charge').map(({ currency }) => currency))).toEqual(new Set(['usd', 'jpy', 'kwd']));
      expect(store.all('charge').filter(({ status }) => status === 'failed').length).toBeGreaterThan(10);
      expect(store.all('refund').length).toBeGreaterThan(10);
      const oldest = Math.min(...store.all('event').map(({ created }) => created));
      expect(oldest).toBeGreaterThanOrEqual(Date.UTC(2025, 11, 16) / 1_000);
    }
    await Promise.all([first, same, other].map(({ engine }) => engine.close()));
  });

  it('is made in an empty store only', async () => {
    const { engine } = worldOf(3);
    expect(() => seedWorld(engine, { seed: 3, days: 1, payments: 1, until: 1_768_435_200 })).toThrow(/empty store/);
    await engine.close();
  });
});
