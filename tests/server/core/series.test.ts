import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSeries, type SeriesKeeper } from '#server/core/startSeries.ts';
import { gauge, HOUR, MINUTE, SECOND, tickOf } from '#tests/server/monitoring/series/givenSeries.ts';
import { makeTemporaryDirectory, type TemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { THREAD_ENTRY } from '#tests/support/testServer.ts';

let directory: TemporaryDirectory;
let file: string;
let warnings: string[];
let now: number;
beforeEach(() => {
  directory = makeTemporaryDirectory();
  file = path.join(directory.path, 'metrics.db');
  warnings = [];
  // A thread has the system's clock, which to it is set back to then.
  now = Math.floor(Date.now() / SECOND) * SECOND - 10 * MINUTE;
});
afterEach(() => {
  directory.remove();
});

const keep = (mode: 'worker' | 'inline', maximumBytes = 1e8): SeriesKeeper =>
  startSeries({
    file,
    version: '1.0.0',
    maximumBytes,
    mode,
    threadEntry: THREAD_ENTRY,
    clock: () => now,
    warn: (message) => void warnings.push(message),
  });
const asked = { matchers: [{ name: 'g' }], step: SECOND };

describe.each(['worker', 'inline'] as const)('series kept %s', (mode) => {
  it('are told, refused where they are too many, and kept when the keeper is closed', async () => {
    const keeper = keep(mode);
    for (let at = now; at < now + 5 * SECOND; at += SECOND) keeper.append(tickOf(at, gauge('g', at - now)));
    const query = { ...asked, from: now, to: now + 5 * SECOND };
    const told = await keeper.range(query);
    expect(told.series[0]?.points.map((point) => point?.last)).toEqual([0, 1_000, 2_000, 3_000, 4_000]);
    await expect(keeper.range({ ...query, from: now - HOUR / 2, to: now + 200_000 * SECOND })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    await keeper.close();
    now += MINUTE;
    const again = keep(mode);
    expect(await again.range(query)).toEqual(told);
    expect(await again.kept()).toEqual([{ key: 'g', kind: 'gauge' }]);
    expect((await again.runs(0, now + HOUR)).every(({ version }) => version === '1.0.0')).toBe(true);
    await again.close();
    expect(warnings).toEqual([]);
  });

  it('that cannot be kept are no reason to stop: they are unavailable, that is said once, and tried again a minute later', async () => {
    mkdirSync(file);
    const keeper = keep(mode);
    await expect(keeper.range({ ...asked, from: now, to: now + SECOND })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
    keeper.append(tickOf(now, gauge('g', 1)));
    await expect(keeper.range({ ...asked, from: now, to: now + SECOND })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
    expect(warnings).toHaveLength(1);
    directory.remove();
    mkdirSync(directory.path);
    now += MINUTE;
    keeper.append(tickOf(now, gauge('g', 1)));
    expect((await keeper.range({ ...asked, from: now, to: now + SECOND })).series).toHaveLength(1);
    await keeper.close();
    expect(existsSync(file)).toBe(true);
  });

  it('of a damaged file begin anew, with a warning', async () => {
    writeFileSync(file, 'no database at all. '.repeat(1_000));
    const keeper = keep(mode);
    keeper.append(tickOf(now, gauge('g', 1)));
    expect((await keeper.range({ ...asked, from: now, to: now + SECOND })).series).toHaveLength(1);
    await keeper.close();
    expect(warnings).toEqual([expect.stringContaining('metrics.damaged.db')]);
  });
});
