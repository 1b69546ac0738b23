import type { ParsedInputOf } from '#shared/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { CommandHandler } from '#server/journal/featureModule.ts';
import type { WriteUnit } from '#server/storage/unitOfWork.ts';
import { HELD } from '#server/billing/mirror/wishes.ts';
import { startedBackfill, stopped, type BackfillState } from './backfillState.ts';
import { readState, writeState } from './state.ts';

type Change = ParsedInputOf<'billing.recordBackfill'>;
type Page = NonNullable<ParsedInputOf<'billing.mirrorObjects'>['backfill']>;

/** Stripe opened in 2011: before that there is nothing to read. */
const STRIPE_OPENED = Date.UTC(2011, 8, 29);

/** Which states a change may follow. */
const AFTER: Readonly<Record<Exclude<Change['change'], 'started'>, readonly BackfillState['state'][]>> = {
  paused: ['running'],
  resumed: ['paused', 'failed'],
  done: ['running', 'paused'],
  failed: ['running', 'paused'],
};

function changed(before: BackfillState, { change, trouble }: Change, at: number): BackfillState {
  switch (change) {
    case 'resumed':
      return { ...before, state: 'running', runningSince: at, trouble: null, endedAt: null };
    case 'paused':
      return { ...stopped(before, at), state: 'paused', trouble: trouble ?? null };
    case 'failed':
      return { ...stopped(before, at), state: 'failed', endedAt: at, trouble: trouble ?? null };
    default:
      return { ...stopped(before, at), state: 'done', endedAt: at, trouble: null };
  }
}

async function beginningOf({ db }: WriteUnit): Promise<number> {
  const account = await db.selectFrom('billing_connection').select('accountCreatedAt').executeTakeFirst();
  return account?.accountCreatedAt ?? STRIPE_OPENED;
}

/** @throws AppError CONFLICT `underWay`, `notRunning`. */
async function next(unit: WriteUnit, input: Change, at: number): Promise<BackfillState> {
  const before = await readState(unit, 'backfill');
  const { change, from } = input;
  if (change === 'started') {
    if (before?.state === 'running')
      throw new AppError('CONFLICT', 'Payments are being read already.', { reason: 'underWay' });
    return startedBackfill(from ?? (await beginningOf(unit)), at);
  }
  if (before === null || !AFTER[change].includes(before.state))
    throw new AppError('CONFLICT', 'Nothing is being read from Stripe that this could change.', {
      reason: 'notRunning',
    });
  return changed(before, input, at);
}

/** Starts, pauses, resumes or ends the back-fill. What it left open is fetched once it has ended. */
export const recordBackfill: CommandHandler<'billing.recordBackfill'> = async ({ unit, at, record }, input) => {
  const { change } = input;
  const backfill = await next(unit, input, at);
  await writeState(unit, 'backfill', backfill);
  if (backfill.endedAt !== null)
    await unit.db.updateTable('stripe_fetch').set({ runAt: at }).where('runAt', '=', HELD).execute();
  await record({ name: 'billing.backfillChanged', subjects: [], facts: { change } });
  return {};
};

/** Keeps how far a kind has been read, in the transaction of the page itself. */
export async function keepPlace(unit: WriteUnit, page: Page, objects: number): Promise<void> {
  const backfill = await readState(unit, 'backfill');
  if (backfill === null) return;
  const { kind, reachedAt, startingAfter, isDone } = page;
  const part = { objects: backfill.parts[kind].objects + objects, reachedAt, startingAfter, isDone };
  await writeState(unit, 'backfill', { ...backfill, parts: { ...backfill.parts, [kind]: part } });
}
