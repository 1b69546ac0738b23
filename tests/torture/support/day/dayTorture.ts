import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { appWords } from '#renderer/app/words/app.en.ts';
import { signInToDemo } from '#tests/e2e/support/agent.ts';
import { launchDesktop, type Desktop, type ProcessRole } from '#tests/e2e/support/electronApp.ts';
import { createRandom } from '#server/demo/random.ts';
import { workThroughTheDay, type DayAgentReport } from './dayAgent.ts';
import { startDayCustomers } from './dayCustomers.ts';
import { lastQuarterGrowth, type Growth, type Sample } from './memoryGrowth.ts';

export interface DayTortureOptions {
  readonly seed: number;
  readonly minutes: number;
  readonly messages: number;
  readonly conversations: number;
  readonly log: (line: string) => void;
}

export interface DayTortureReport {
  readonly messages: number;
  readonly agent: DayAgentReport;
  readonly seconds: number;
  /** Megabytes of each kind of process; `app` is window, main process and server together, which the gate is about. */
  readonly memory: Readonly<Record<ProcessRole | 'app', Growth & { readonly first: number; readonly peak: number }>>;
  readonly growthPercent: number;
  readonly isSteady: boolean;
}

const MOST_PERCENT = 5;
const SAMPLE_EVERY_MS = 2_000;
const TOLD_EVERY = 15;
const ROLES = ['main', 'renderer', 'server', 'gpu', 'other'] as const;
const GATED: ReadonlySet<ProcessRole> = new Set(['main', 'renderer', 'server']);

type Curves = Record<ProcessRole | 'app', Sample[]>;

/** Resident memory of every process, every two seconds until told to stop. Nobody asks a collector to run. */
async function watchMemory(desktop: Desktop, curves: Curves, isOver: () => boolean, log: (line: string) => void) {
  const start = performance.now();
  for (let number = 0; !isOver(); number += 1) {
    const at = performance.now() - start;
    const sums: Record<ProcessRole | 'app', number> = { main: 0, renderer: 0, server: 0, gpu: 0, other: 0, app: 0 };
    for (const { role, kilobytes } of desktop.processes()) {
      sums[role] += kilobytes / 1024;
      if (GATED.has(role)) sums.app += kilobytes / 1024;
    }
    for (const role of [...ROLES, 'app'] as const) curves[role].push({ at, megabytes: sums[role] });
    if (number % TOLD_EVERY === 0) {
      const told = [...ROLES, 'app'].map((role) => `${role} ${sums[role as ProcessRole | 'app'].toFixed(0)}`);
      log(`${(at / 1_000).toFixed(0)} s: ${told.join(', ')} MB`);
    }
    await pause(SAMPLE_EVERY_MS);
  }
}

const rounded = (value: number): number => Number(value.toFixed(1));

function told(samples: readonly Sample[], length: number) {
  const { before, after, percent } = lastQuarterGrowth(samples, length);
  return {
    first: rounded(samples[0]?.megabytes ?? 0),
    before: rounded(before),
    after: rounded(after),
    peak: rounded(Math.max(...samples.map(({ megabytes }) => megabytes))),
    percent: before === 0 ? 0 : rounded(percent),
  };
}

/**
 * A working day in a few minutes: customers write, a person works in the real window, and the app must not grow any more in the last
 * quarter. @throws Error when a message is lost or doubled, or the window shows an error or loses its line.
 */
export async function dayTorture(options: DayTortureOptions): Promise<DayTortureReport> {
  const { seed, minutes, messages, conversations, log } = options;
  const length = minutes * 60_000;
  const desktop = await launchDesktop({ parameters: ['--demo'], environment: { OPTIMALIQ_LOG_LEVEL: 'error' } });
  const curves: Curves = { main: [], renderer: [], server: [], gpu: [], other: [], app: [] };
  try {
    const { window: page } = desktop;
    await signInToDemo(page);
    const address = await desktop.serverAddress();
    const start = performance.now();
    const customers = startDayCustomers({ address, messages, conversations, length });
    let isOver = false;
    const watching = watchMemory(desktop, curves, () => isOver, log);
    let agent: DayAgentReport;
    try {
      const working = workThroughTheDay({ page, random: createRandom(seed), conversations, length });
      [agent] = await Promise.all([working, customers.done]);
    } finally {
      isOver = true;
      customers.close();
      await watching;
    }
    const took = performance.now() - start;
    await page.getByText(appWords.status.online, { exact: true }).waitFor();
    assert.deepEqual(desktop.errors, [], 'the window complained of nothing');
    const kinds = [...ROLES, 'app'] as const;
    const memory = Object.fromEntries(
      kinds.map((role) => [role, told(curves[role], took)]),
    ) as DayTortureReport['memory'];
    const growthPercent = memory.app.percent;
    return {
      messages: customers.acknowledged(),
      agent,
      seconds: Math.round(took / 1_000),
      memory,
      growthPercent,
      isSteady: growthPercent <= MOST_PERCENT,
    };
  } finally {
    await desktop.close();
  }
}
