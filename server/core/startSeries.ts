import { Worker } from 'node:worker_threads';
import type { KeptSeries, RangeAnswer, RangeQuery, Tick } from '#shared/monitoring/series.ts';
import { AppError } from '#shared/wire/errors.ts';
import { startOf } from '#server/monitoring/series/levels.ts';
import { openSeriesStore, WRITE_EVERY_MS, type SeriesStore } from '#server/monitoring/series/store.ts';
import {
  answerSeries,
  type FromSeriesThread,
  type SeriesQuestion,
  type SeriesReply,
  type SeriesThreadTask,
  type ToSeriesThread,
} from './seriesThread.ts';

export interface StartSeriesOptions extends SeriesThreadTask {
  /** `worker`: on a thread of its own. `inline`: on the caller's. */
  readonly mode: 'worker' | 'inline';
  /** core/thread.ts, or its bundle. */
  readonly threadEntry: URL;
  readonly clock: () => number;
  /** Something that an administrator should know; nothing else is the worse for it. */
  readonly warn: (message: string, cause?: unknown) => void;
}

/** The gateway's handle on the kept series. Losing it loses metrics and nothing else, so it is never the reason to stop. */
export interface SeriesKeeper {
  append(tick: Tick): void;
  /** @throws AppError INVALID_INPUT for more than can be told at once, UNAVAILABLE while nothing is kept. */
  range(query: RangeQuery): Promise<RangeAnswer>;
  /** All that are kept. @throws AppError UNAVAILABLE while nothing is. */
  kept(): Promise<readonly KeptSeries[]>;
  /** When the server ran, ascending. */
  runs(from: number, to: number): Promise<ReturnType<SeriesStore['runs']>>;
  close(): Promise<void>;
}

/** One store, as long as it lives. */
interface Room {
  append(tick: Tick): void;
  ask(question: SeriesQuestion): Promise<SeriesReply>;
  close(): Promise<void>;
}

/** Ticks go to the thread together, and whenever something is asked of it: to wake it each second costs its caches each time. */
const TOGETHER_MS = WRITE_EVERY_MS / 2;
/** A tick comes just after its second has ended. */
const spanOf = ({ at }: Tick): number => startOf(at - 1_000, TOGETHER_MS);

/** Until a store that was lost is opened again. */
const AGAIN_MS = 60_000;

const unavailable = (): AppError =>
  new AppError('UNAVAILABLE', 'Metrics cannot be kept or read at the moment.', { reason: 'series' });

function openInline({ warn, ...options }: StartSeriesOptions): Room {
  const store = openSeriesStore({ ...options, warn });
  return {
    append: store.append,
    ask: async (question) => answerSeries(store, question),
    close: async () => {
      store.close();
    },
  };
}

function openThread(
  { file, version, maximumBytes, threadEntry, warn }: StartSeriesOptions,
  onLost: (cause: unknown) => void,
): Room {
  const series: SeriesThreadTask = { file, version, maximumBytes };
  const worker = new Worker(threadEntry, { workerData: { series } });
  const waiting = new Map<number, { readonly resolve: (reply: SeriesReply) => void; readonly reject: (reason: Error) => void }>(); // prettier-ignore
  let last = 0;
  let isOver = false;

  /** Those that the thread has not been told of. */
  let untold: Tick[] = [];

  const tell = (message: ToSeriesThread): void => worker.postMessage(message);
  const tellTicks = (): void => {
    if (untold.length > 0) tell({ append: untold });
    untold = [];
  };
  const ended = new Promise<void>((done) => void worker.once('exit', () => done()));
  const lost = (cause: unknown): void => {
    if (isOver) return;
    isOver = true;
    for (const { reject } of waiting.values()) reject(unavailable());
    waiting.clear();
    onLost(cause);
  };
  worker.on('error', lost);
  worker.on('exit', (code) => lost(new Error(`the thread that keeps metrics ended with code ${String(code)}`)));
  worker.on('message', (message: FromSeriesThread) => {
    if ('warning' in message) {
      warn(message.warning, message.cause);
      return;
    }
    const request = waiting.get(message.request);
    waiting.delete(message.request);
    if ('refusal' in message) request?.reject(AppError.fromWire(message.refusal));
    else request?.resolve(JSON.parse(message.answer) as SeriesReply);
  });
  return {
    append: (tick) => {
      const before = untold.at(-1) ?? tick;
      untold.push(tick);
      // The first tick of a new span has the thread write what came before it.
      if (spanOf(tick) !== spanOf(before)) tellTicks();
    },
    ask: (question) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        tellTicks();
        tell({ request: last, ...question });
      }),
    close: async () => {
      isOver = true;
      tellTicks();
      tell({ close: true });
      await ended;
      for (const { reject } of waiting.values()) reject(unavailable());
    },
  };
}

/** Keeps series, from the first tick on. Never throws: what cannot be opened is said, and tried again a minute later. */
export function startSeries(options: StartSeriesOptions): SeriesKeeper {
  const { mode, clock, warn } = options;
  let room: Room | null = null;
  let triedAt = -Infinity;
  let isClosed = false;

  const lost = (cause: unknown): void => {
    room = null;
    warn('metrics are not kept for a while; the server goes on without', cause);
  };
  function opened(): Room | null {
    if (room !== null || isClosed || Math.abs(clock() - triedAt) < AGAIN_MS) return room;
    triedAt = clock();
    try {
      room = mode === 'worker' ? openThread(options, lost) : openInline(options);
    } catch (error) {
      lost(error);
    }
    return room;
  }
  async function ask(question: SeriesQuestion): Promise<SeriesReply> {
    const now = opened();
    if (now === null) throw unavailable();
    return now.ask(question);
  }
  return {
    append: (tick) => {
      try {
        opened()?.append(tick);
      } catch (error) {
        lost(error);
      }
    },
    range: async (range) => (await ask({ range })) as RangeAnswer,
    kept: async () => (await ask({ kept: true })) as readonly KeptSeries[],
    runs: async (from, to) => (await ask({ runs: { from, to } })) as ReturnType<SeriesStore['runs']>,
    close: async () => {
      const now = room;
      room = null;
      isClosed = true;
      await now?.close();
    },
  };
}
