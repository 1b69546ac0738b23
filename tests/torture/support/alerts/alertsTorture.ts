import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { v7 as uuidv7 } from 'uuid';
import { ROOT } from '#scripts/support/paths.ts';
import { quietSince } from '#shared/monitoring/alerts/evaluate.ts';
import { createRandom } from '#server/demo/random.ts';
import { changeRows } from '#tests/support/databaseState.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { makeWorkspace } from '#tests/support/workspace.ts';
import { entry, run } from '#tests/torture/support/program.ts';
import { freeFixedPort, startServerProcess, type ServerProcess } from '#tests/torture/support/serverProcess.ts';
import { arm, STRIKE_FILE, takeStruck } from '#tests/torture/support/strikes/strike.ts';
import { within } from '#tests/torture/support/within.ts';
import { judgeAlerts, type Judged } from './judgeAlerts.ts';
import { openOnCall } from './onCall.ts';
import type { Point } from './points.ts';
import { quickClock, TIME_BEGAN, TIME_FACTOR } from './quickTime.ts';
import { RULE, STEP_MS, STEPS_AFTER_MS } from './waves.ts';

export interface AlertsTortureOptions {
  readonly seed: number;
  readonly points: readonly Point[];
  readonly writer: 'worker' | 'inline';
  readonly log: (line: string) => void;
}

export interface AlertsReport extends Judged {
  readonly points: number;
  readonly journalEntries: number;
}

/** The server's time runs so many times as fast: a step of ten seconds takes a quarter of one. */
const FACTOR = 40;
/** Bounds for what hangs, in milliseconds. */
const KILL_WITHIN_MS = 120_000;
const STOP_WITHIN_MS = 30_000;
/** Real milliseconds within which whoever is due is told while the server is up, on a machine that may be busy. */
const GRACE_MS = 15_000;

const hook = (name: string): string => pathToFileURL(path.join(ROOT, 'tests/torture/support/alerts', name)).href;

/** One rule over the waves, of which nothing is known until `from` (UTC ms), and admins in three steps. */
function prepare(dataDirectory: string, from: number): void {
  const sets = STEPS_AFTER_MS.map((afterMs) => ({ afterMs, roles: ['admin'], accountIds: [] }));
  const routes = [{ name: 'All', severities: ['critical'], hours: null, steps: sets }];
  const text = (value: unknown): string => `'${JSON.stringify(value)}'`;
  changeRows(
    dataDirectory,
    `DELETE FROM alert_rule;
      INSERT INTO alert_rule (id, revision, ruleJson, stateJson, changedAt)
        VALUES ('${uuidv7()}', 1, ${text(RULE)}, ${text(quietSince(from))}, 0);
      INSERT INTO setting VALUES ('monitoring.alertRoutes', ${text({ revision: 1, routes })}, 0);`,
  );
}

/**
 * Kills the real server at each of these points while alerts fire, escalate, are told, shown and acknowledged, and looks in the end whether each was told as it should be.
 * @throws AssertionError as `judgeAlerts`.
 */
export async function alertsTorture({ seed, points, writer, log }: AlertsTortureOptions): Promise<AlertsReport> {
  const random = createRandom(seed);
  const temporary = makeTemporaryDirectory();
  const dataDirectory = path.join(temporary.path, 'data');
  const strikeFile = path.join(temporary.path, 'strike');
  const closing: (() => unknown)[] = [temporary.remove];
  const began = Date.now();
  const clock = quickClock(began, FACTOR);
  const lives: { from: number; to: number }[] = [];
  try {
    mkdirSync(dataDirectory);
    await makeWorkspace(dataDirectory, { now: began });
    const from = Math.floor(began / STEP_MS) * STEP_MS;
    prepare(dataDirectory, from);
    const port = await freeFixedPort(random);
    const environment = {
      [STRIKE_FILE]: strikeFile,
      [TIME_BEGAN]: String(began),
      [TIME_FACTOR]: String(FACTOR),
      NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --import=${hook('fastClock.ts')} --import=${hook('strikeAtCommit.ts')}`,
    };
    const program = 'tests/torture/support/alerts/alertServer.ts';
    const start = async (): Promise<ServerProcess> => {
      const started = await startServerProcess({ dataDirectory, port, writer, environment, program });
      closing.push(() => {
        started.signal('SIGKILL');
      });
      lives.push({ from: clock(), to: Number.MAX_SAFE_INTEGER });
      return started;
    };
    let running = await start();
    const onCall = await openOnCall({ address: running.address, random });
    closing.push(onCall.close);

    for (const [index, point] of points.entries()) {
      arm(strikeFile, point);
      const words = `${point.side} the commit ${point.change}, number ${String(point.count)}`;
      const { signal, stderr } = await within(KILL_WITHIN_MS, words, running.end);
      const life = lives.at(-1);
      if (life !== undefined) life.to = clock();
      assert.equal(takeStruck(strikeFile), true, 'it was killed where it should be');
      assert.deepEqual({ signal, stderr }, { signal: 'SIGKILL', stderr: '' }, 'the server lived until it was killed');
      running = await start();
      log(`point ${String(index + 1)} of ${String(points.length)}: ${words}`);
    }

    // Everybody who is to be told has the time for it.
    await pause(GRACE_MS);
    await onCall.stop();
    onCall.close();
    running.signal('SIGTERM');
    const { code, stderr } = await within(STOP_WITHIN_MS, 'the server to stop', running.end);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' }, 'SIGTERM ends the server well');
    const last = lives.at(-1);
    if (last !== undefined) last.to = clock();
    const judged = judgeAlerts({ dataDirectory, from, onCall, lives, graceMs: GRACE_MS * FACTOR });
    const verified = await run(...entry('server/entry/db.ts', 'verify-journal', '--data', dataDirectory));
    assert.equal(verified.code, 0, verified.stderr);
    return {
      points: points.length,
      ...judged,
      journalEntries: Number(/(\d+) entries/.exec(verified.stdout)?.[1]),
    };
  } finally {
    for (const close of closing.reverse()) await close();
  }
}
