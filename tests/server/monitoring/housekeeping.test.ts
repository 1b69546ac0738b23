import { expect, it, vi } from 'vitest';
import { createHousekeeping, QUIET_MS, type HousekeepingOptions } from '#server/monitoring/housekeeping.ts';
import { createTraffic, SLOT_MS } from '#server/monitoring/traffic.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Housekeeping with its own hands on clock, timer and database. A page takes `pageMs` to move. */
function givenHousekeeping({ pages = 20_000, freePages = 10_000, givesBack = true, pageMs = 0.1 } = {}) {
  let now = 0;
  const file = { pageBytes: 4_096, pages, freePages };
  const timers: { readonly at: number; readonly run: () => void }[] = [];
  const steps: { readonly pages: number; readonly ms: number; readonly at: number }[] = [];
  const recorded: unknown[] = [];
  const traffic = createTraffic(() => now);
  const busy = { disk: false };
  const onStep = vi.fn();
  const submit = (name: string, input: unknown): Promise<unknown> => {
    if (name === 'monitoring.storedPages') return Promise.resolve({ ...file, givesBack, lastCompaction: null });
    if (name === 'monitoring.recordCompaction') {
      recorded.push(input);
      return Promise.resolve({});
    }
    const given = Math.min((input as { pages: number }).pages, file.freePages);
    const ms = given * pageMs;
    steps.push({ pages: given, ms, at: now });
    now += ms;
    file.pages -= given;
    file.freePages -= given;
    onStep();
    return Promise.resolve({ ...file });
  };
  const errors: unknown[] = [];
  const housekeeping = createHousekeeping({
    submit: submit as HousekeepingOptions['submit'],
    traffic,
    now: () => now,
    after: (ms, run) => {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    isDiskNeeded: () => busy.disk,
    log: () => undefined,
    onError: (error) => errors.push(error),
  });
  /** Lets so much time pass, whatever is due in it. */
  const pass = async (ms: number): Promise<void> => {
    const end = now + ms;
    for (;;) {
      for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
      const [next] = timers.toSorted((a, b) => a.at - b.at);
      if (next === undefined || next.at > end) break;
      timers.splice(timers.indexOf(next), 1);
      now = Math.max(now, next.at);
      next.run();
    }
    now = Math.max(now, end);
  };
  return { housekeeping, traffic, busy, file, steps, recorded, errors, onStep, pass };
}

it('when it is quiet, unused pages go in small steps with rests between, and the journal hears of each go', async () => {
  const { pass, file, steps, recorded, errors } = givenHousekeeping({ pages: 40_000, freePages: 20_000 });
  await pass(QUIET_MS - 1);
  expect(steps).toEqual([]);
  await pass(10 * MINUTE_MS);
  // What is left is not worth it.
  expect(file).toMatchObject({ pages: 24_000, freePages: 4_000 });
  expect(errors).toEqual([]);
  for (const [index, { at, ms }] of steps.entries()) {
    const next = steps[index + 1];
    if (next !== undefined) expect(next.at - at).toBeGreaterThanOrEqual(5 * ms);
  }
  expect(recorded).toHaveLength(2);
  expect(recorded[0]).toMatchObject({ bytes: 8_000 * 4_096 });
});

it.each([0.1, 1, 4])(
  'steps are as long as the disk allows: no more than 20 ms once it is known (%s ms a page)',
  async (pageMs) => {
    const { pass, steps } = givenHousekeeping({ pageMs });
    await pass(20 * MINUTE_MS);
    const known = steps.slice(6);
    expect(known.length).toBeGreaterThan(10);
    expect(Math.max(...known.map(({ ms }) => ms))).toBeLessThanOrEqual(26);
    expect(Math.max(...steps.map(({ ms }) => ms))).toBeLessThanOrEqual(16 * Math.max(pageMs, 1.6));
  },
);

it.each([
  ['little is unused', { pages: 100_000, freePages: 4_000 }],
  ['it is a small part of the file', { pages: 1_000_000, freePages: 50_000 }],
  ['the database cannot give anything back', { givesBack: false }],
])('nothing is done when %s', async (_what, options) => {
  const { pass, steps } = givenHousekeeping(options);
  await pass(30 * MINUTE_MS);
  expect(steps).toEqual([]);
});

it('it stops as soon as somebody does something, and goes on when they have been away again', async () => {
  const { pass, steps, traffic, onStep, recorded } = givenHousekeeping();
  onStep.mockImplementationOnce(() => undefined).mockImplementationOnce(() => undefined);
  onStep.mockImplementationOnce(() => traffic.note());
  await pass(QUIET_MS + MINUTE_MS);
  expect(steps).toHaveLength(3);
  expect(recorded).toHaveLength(1);
  await pass(QUIET_MS + 2 * MINUTE_MS);
  expect(steps.length).toBeGreaterThan(3);
});

it('it keeps away while a backup runs or the disk is in trouble', async () => {
  const { pass, steps, busy } = givenHousekeeping();
  busy.disk = true;
  await pass(10 * MINUTE_MS);
  expect(steps).toEqual([]);
  busy.disk = false;
  await pass(MINUTE_MS);
  expect(steps.length).toBeGreaterThan(0);
});

it('where it is never quiet, it waits for the quietest hour of the day', async () => {
  const { pass, steps, traffic } = givenHousekeeping();
  const begun = { ms: 0 };
  /** A minute with so many commands. */
  const minute = async (commands: number): Promise<void> => {
    for (let command = 0; command < commands; command += 1) traffic.note();
    await pass(MINUTE_MS);
    begun.ms += MINUTE_MS;
  };
  // Busy by day, less so from 3 to 4 at night, never without anybody.
  const commandsAt = (ms: number): number => (Math.floor((ms % DAY_MS) / (60 * MINUTE_MS)) === 3 ? 1 : 20);
  while (begun.ms < DAY_MS + 3 * 60 * MINUTE_MS) await minute(commandsAt(begun.ms));
  expect(steps).toEqual([]);
  while (begun.ms < DAY_MS + 4 * 60 * MINUTE_MS) await minute(commandsAt(begun.ms));
  expect(steps.length).toBeGreaterThan(0);
  const first = steps[0]?.at ?? 0;
  expect(first).toBeGreaterThanOrEqual(DAY_MS + 3 * 60 * MINUTE_MS + SLOT_MS);
});

it('none begins after the end, and the step under way is waited for', async () => {
  const { pass, steps, housekeeping } = givenHousekeeping();
  await pass(QUIET_MS + MINUTE_MS);
  const { length } = steps;
  const stopped = housekeeping.stop();
  await pass(MINUTE_MS);
  await stopped;
  await pass(60 * MINUTE_MS);
  expect(steps.length).toBeLessThanOrEqual(length + 1);
});
