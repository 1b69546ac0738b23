import { createHash } from 'node:crypto';
import { AppError } from '#shared/wire/errors.ts';
import type { CommandContext } from '#server/journal/context.ts';
import type { CommandHandler } from '#server/journal/featureModule.ts';
import type { ReadableDatabase } from '#server/storage/schema.ts';

const MINUTE_MS = 60_000;
/** The first failure above those allowed locks for the first of these, each further one for the next. */
export const LOCKS_MS = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, 60 * MINUTE_MS] as const;
const LONGEST_LOCK_MS = 60 * MINUTE_MS;
/** Failures are forgotten this long after the last one. */
export const FORGET_AFTER_MS = 24 * 60 * MINUTE_MS;

const keyOf = (kind: 'account' | 'address', value: string): string =>
  `${kind}:${createHash('sha256').update(value).digest('hex')}`;

/** By the e-mail, not by the account: an e-mail that nobody has locks in the same way. */
export const accountKey = (email: string): string => keyOf('account', email);
const addressKey = (address: string): string => keyOf('address', address);

async function failureAt(db: ReadableDatabase, key: string) {
  return db.selectFrom('sign_in_failure').selectAll().where('key', '=', key).executeTakeFirst();
}

/** Counts one try as failed. @returns whether that locks. */
async function count({ unit: { db }, at }: CommandContext, key: string, allowed: number): Promise<boolean> {
  const before = await failureAt(db, key);
  const failures = (before?.failures ?? 0) + 1;
  const step = failures - allowed;
  const lockedUntil = step < 0 ? null : at + (LOCKS_MS[step] ?? LONGEST_LOCK_MS);
  const row = { failures, lastAt: at, lockedUntil };
  await db
    .insertInto('sign_in_failure')
    .values({ key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
  return lockedUntil !== null;
}

/**
 * Counts a try before its password is checked, so that many tries at once are as many as one after another. While an e-mail or an address
 * is locked nothing is counted and nothing is checked. The work is the same whether somebody has the e-mail or not.
 */
export const attemptSignIn: CommandHandler<'accounts.attemptSignIn'> = async (context, { email, address, allowed }) => {
  const { unit, at } = context;
  const { db } = unit;
  await db
    .deleteFrom('sign_in_failure')
    .where('lastAt', '<', at - FORGET_AFTER_MS)
    .execute();
  // The clock was set back: nobody is locked out for longer than the lock they had.
  await db
    .updateTable('sign_in_failure')
    .set(({ eb }) => ({ lockedUntil: eb(eb('lockedUntil', '-', eb.ref('lastAt')), '+', at), lastAt: at }))
    .where('lastAt', '>', at)
    .execute();
  const keys = { account: accountKey(email), address: addressKey(address) };
  const locks = await Promise.all([failureAt(db, keys.account), failureAt(db, keys.address)]);
  const until = Math.max(...locks.map((row) => row?.lockedUntil ?? 0));
  if (until > at) return { retryAfterMs: until - at, locks: false, credentials: null };
  const byAccount = await count(context, keys.account, allowed.perAccount);
  const byAddress = await count(context, keys.address, allowed.perAddress);
  const credentials = await db
    .selectFrom('account')
    .select(['id as accountId', 'passwordHash'])
    .where('email', '=', email)
    .where('deactivatedAt', 'is', null)
    .executeTakeFirst();
  return { retryAfterMs: 0, locks: byAccount || byAddress, credentials: credentials ?? null };
};

/** Forgets the failures of an e-mail. @returns whether it was locked. */
export async function forgetFailures({ unit: { db }, at }: CommandContext, email: string): Promise<boolean> {
  const key = accountKey(email);
  const found = await failureAt(db, key);
  await db.deleteFrom('sign_in_failure').where('key', '=', key).execute();
  return (found?.lockedUntil ?? 0) > at;
}

/** A counted try was right: the e-mail starts anew, the address has this one try less. It keeps the others, or one good account would hide a search. */
export async function takeBackAttempt(context: CommandContext, email: string, address: string): Promise<void> {
  await forgetFailures(context, email);
  await context.unit.db
    .updateTable('sign_in_failure')
    .set(({ eb }) => ({ failures: eb('failures', '-', 1), lockedUntil: null }))
    .where('key', '=', addressKey(address))
    .execute();
}

/** The journal learns of a lock; of an e-mail that nobody has, that there was one. */
export const lockedOut: CommandHandler<'accounts.lockedOut'> = async ({ unit, record }, { email }) => {
  const account = await unit.db.selectFrom('account').select('id').where('email', '=', email).executeTakeFirst();
  await record({
    name: 'accounts.lockedOut',
    subjects: account === undefined ? [] : [{ kind: 'account', id: account.id }],
    facts: {},
  });
  return {};
};

/** @throws AppError NOT_FOUND when there is no such account. Unlocking what is not locked changes nothing. */
export const unlock: CommandHandler<'accounts.unlock'> = async (context, { accountId }) => {
  const account = await context.unit.db
    .selectFrom('account')
    .select('email')
    .where('id', '=', accountId)
    .executeTakeFirst();
  if (account === undefined) {
    throw new AppError('NOT_FOUND', 'This colleague does not exist.', { reason: 'accounts.person' });
  }
  if (await forgetFailures(context, account.email)) {
    await context.record({ name: 'accounts.unlocked', subjects: [{ kind: 'account', id: accountId }], facts: {} });
  }
  return {};
};
