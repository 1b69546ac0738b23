import assert from 'node:assert/strict';
import { existsSync, globSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import type { OutputOf } from '#shared/contract.ts';
import type { Scene } from './scene.ts';
import { openShop } from './shop.ts';

const HOUR_MS = 60 * 60_000;
const MINUTE_MS = 60_000;
/** A rate that the writers reach again and again, so that a limit that counts by the wrong clock shows. */
const MESSAGES = { count: 30, perMs: 1_000 };
const MANY = { count: 1_000_000, perMs: 10_000 };
/** The server looks once a minute whether a backup is due. */
const LOOK_MS = 75_000;

function preload(): string {
  const [found] = globSync('/usr/lib/*/faketime/libfaketimeMT.so.1');
  if (found === undefined || !existsSync(found))
    throw new Error(
      'This takes libfaketime; on Debian: apt-get install libfaketime (npm run torture does so as root).',
    );
  return found;
}

/** The whole computer's clock, as the server sees it, jumps an hour on, two back and one on again. Only the wall clock: no clock that measures does. */
export const jumpingClock: Scene = async ({ saw, random, ...party }) => {
  const temporary = makeTemporaryDirectory();
  const dataDirectory = path.join(temporary.path, 'data');
  mkdirSync(dataDirectory);
  const clock = path.join(temporary.path, 'clock');
  const jumpTo = (offset: string): void => writeFileSync(clock, `${offset}\n`);
  jumpTo('+0');
  const limits = { message: MESSAGES, calls: MANY, signIn: MANY, connectionsPerAddress: 20_000 };
  const under = [
    'env',
    `LD_PRELOAD=${preload()}`,
    `FAKETIME_TIMESTAMP_FILE=${clock}`,
    'FAKETIME_NO_CACHE=1',
    'FAKETIME_DONT_FAKE_MONOTONIC=1',
    'NO_FAKE_STAT=1',
    `OPTIMALIQ_LIMITS=${JSON.stringify(limits)}`,
  ];
  try {
    const shop = await openShop({
      dataDirectory,
      random,
      under,
      words: ['--backup-every-hours', '1'],
      longestWaitMs: MESSAGES.perMs,
      ...party,
    });
    try {
      const admin = await shop.signIn('admin');
      const ended = await shop.signIn('colleague');
      const kept = await shop.signIn('colleague');
      assert((await shop.request(ended, 'DELETE', '/api/v1/session')).ok, 'one of two sessions is ended');
      const backups = async () =>
        (await (await shop.request(admin, 'GET', '/api/v1/backups')).json()) as OutputOf<'monitoring.backups'>;
      assert((await shop.request(admin, 'POST', '/api/v1/backups/key', {})).ok);
      await shop.untilWritten(30);

      const stages = [
        ['an hour on', '+1h', HOUR_MS],
        ['an hour behind', '-1h', -HOUR_MS],
        ['right again', '+0', 0],
      ] as const;
      let made = 0;
      const countBackups = async (what: string, most: number): Promise<void> => {
        const from = performance.now();
        const hasLooked = async (): Promise<boolean> =>
          performance.now() - from > LOOK_MS && (await backups()).underWay === null;
        await shop.until('the schedule to have looked', hasLooked, 3 * LOOK_MS);
        const { backups: all } = await backups();
        assert(
          all.every(({ outcome }) => outcome === 'whole'),
          'every backup is whole',
        );
        assert(all.length - made <= most, `${all.length - made} backups, ${what}`);
        saw(`${what}: ${all.length - made} backups made in ${LOOK_MS / 1_000} s`);
        made = all.length;
      };
      await countBackups('with the right time', 1);
      for (const [what, offset, ms] of stages) {
        const before = shop.writers.map(({ messages }) => messages.length);
        jumpTo(offset);
        await shop.untilWritten(40);
        const latest = shop.writers.flatMap(
          ({ messages }) => messages.findLast(({ acknowledged }) => acknowledged) ?? [],
        );
        for (const { acknowledged } of latest)
          assert(Math.abs((acknowledged?.at ?? 0) - Date.now() - ms) < MINUTE_MS, 'the server lives in that time');
        assert(await shop.holds(kept), 'a session that holds goes on');
        assert(await shop.holds(await shop.signIn('finance')), 'somebody signs in');
        assert(!(await shop.holds(ended)), 'a session that was ended stays so');
        assert.deepEqual(await shop.health(), { status: 200, reason: undefined });
        for (const [index, { messages, repeat }] of shop.writers.entries()) {
          const earlier = messages[(before[index] ?? 1) - 2];
          if (earlier !== undefined) assert.deepEqual(await repeat(earlier), earlier.acknowledged, 'the first answer');
        }
        const limited = shop.writers.reduce(
          (sum, { refusals }) => sum + (refusals.get('limit.message')?.count ?? 0),
          0,
        );
        saw(`the clock is ${what}: sessions hold, ${shop.acknowledged()} acknowledged, limited ${limited} times`);
        await countBackups(`with the clock ${what}`, 1);
      }
      return await shop.settle();
    } finally {
      shop.close();
      await shop.server().end;
    }
  } finally {
    temporary.remove();
  }
};
