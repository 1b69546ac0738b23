import { contract } from '#shared/contract.ts';
import type { Committed } from '#server/journal/context.ts';
import { createCoreInstruments, type CoreInstruments } from '#server/monitoring/metrics/instruments/core.ts';
import type { ThreadName } from '#server/monitoring/metrics/instruments/threads.ts';
import type { Registry } from '#server/monitoring/metrics/registry.ts';
import { storageGone } from '#server/storage/sqlite/failure.ts';
import { createBatcher } from './batcher.ts';
import type { CoreCall, CoreResult } from './call.ts';
import { createCheckpoints, type Checkpoints } from './checkpoints.ts';
import { groupBatches, inTurn } from './grouping.ts';
import { openReader, openWriter, type CoreOptions, type CoreRoom } from './openCore.ts';
import { createSideLane } from './sideLane.ts';
import { startThread, type CoreThread } from './startThread.ts';
import type { ThreadData } from './thread.ts';

/** Commands of the side lane: together they take as long as a few messages do. */
const SIDE_AT_ONCE = 4;

export interface StartCoreOptions extends CoreOptions {
  /** `worker`: writer, reader and checkpointer on threads of their own. `inline`: writer and reader on the caller's thread. */
  readonly mode: 'worker' | 'inline';
  /** The thread's entry: core/thread.ts, or its bundle. */
  readonly threadEntry: URL;
  readonly clock: () => number;
  /** `heardAt`: when the gateway heard of it, by `performance.now()`. */
  readonly onCommitted: (committed: readonly Committed[], heardAt: number) => void;
  /** A thread ended although nobody asked it to; the server cannot go on. */
  readonly onLost: (reason: Error) => void;
  /** Something failed that nobody waits for. */
  readonly onError: (error: unknown) => void;
  /** Takes in what the threads count; nothing is measured without it. */
  readonly registry?: Registry | undefined;
}

/** The gateway's handle on the core. */
export interface Core {
  /** Runs a parsed, authorised operation; a command's `ok` means durable. */
  submit(call: CoreCall): Promise<CoreResult>;
  /**
   * Writes all that the database holds into a new file, also when its own has been deleted. From then on commands are refused: what is
   * acknowledged is in the file. May be called again when it has failed.
   */
  rescue(file: string): Promise<void>;
  /** Asks each thread, unless it still owes the last answer, what it has counted since. */
  collect(): void;
  /** Waits for what is under way, then closes. */
  close(): Promise<void>;
}

type Room = Pick<CoreThread, 'execute' | 'close' | 'rescue'>;

/** The two rooms, and what copies the write-ahead log beside them; with both on this thread, the writer does it by itself. */
interface Rooms {
  readonly writer: Room;
  readonly reader: Room;
  /** For queries that may take long: started when the first of them comes. */
  readonly reports: () => Promise<Room>;
  /** Ends it, if it was started. */
  readonly closeReports: () => Promise<void>;
  readonly checkpoints: Checkpoints | null;
  /** The threads that count by themselves; none where all runs on this one. */
  readonly threads: () => readonly CoreThread[];
}

/** Runs batches on this thread. Closed only once everything submitted has been answered. */
function inline({ execute, rescue, close }: CoreRoom, ordered: typeof inTurn): Room {
  return {
    execute: ordered(execute),
    rescue: (file) => {
      rescue?.(file);
      return Promise.resolve();
    },
    close: () => {
      close();
      return Promise.resolve();
    },
  };
}

/** All rooms; when one does not start, the others are closed again. */
async function together<Opened extends Room>(starting: readonly Promise<Opened>[]): Promise<readonly Opened[]> {
  try {
    return await Promise.all(starting);
  } catch (reason) {
    for (const started of await Promise.allSettled(starting)) {
      if (started.status === 'fulfilled') await started.value.close();
    }
    throw reason;
  }
}

async function startThreads({ threadEntry, onLost, onError, registry, ...options }: StartCoreOptions): Promise<Rooms> {
  const isMeasured = registry?.isOn === true;
  const threads: CoreThread[] = [];
  const core: CoreOptions = { databaseFile: options.databaseFile, synchronous: options.synchronous };
  const start = async (role: ThreadData['role'], name: ThreadName = role): Promise<CoreThread> => {
    const data = { ...core, role, measuredAs: isMeasured ? name : null, isPatient: name === 'reports' };
    const thread = await startThread(threadEntry, data, onLost);
    threads.push(thread);
    return thread;
  };
  // Side by side: after a crash people wait for both.
  const [writer, reader] = (await together([start('writer'), start('reader')])) as [CoreThread, CoreThread];
  // Nobody waits for this one, so it starts when there is something to copy for the first time.
  let checkpointer: CoreThread | undefined;
  const checkpoints = createCheckpoints({
    copy: async (pages) => {
      checkpointer ??= await start('checkpointer');
      return checkpointer.checkpoint(pages);
    },
    finish: () => writer.checkpoint(0),
    onError,
    after: (ms, run) => void setTimeout(run, ms).unref(),
  });
  let reports: Promise<CoreThread> | undefined;
  return {
    writer,
    reader,
    reports: () => (reports ??= start('reader', 'reports')),
    closeReports: async () => (await reports)?.close(),
    checkpoints: {
      committed: checkpoints.committed,
      stop: async () => {
        await checkpoints.stop();
        await checkpointer?.close();
      },
    },
    threads: () => threads,
  };
}

async function openInline(
  { clock, ...core }: StartCoreOptions,
  instruments: CoreInstruments | undefined,
): Promise<Rooms> {
  const writer = await openWriter({ ...core, hasCheckpointer: false }, clock, instruments);
  try {
    const reader = inline(openReader(core, clock, instruments), inTurn);
    return {
      writer: inline(writer, groupBatches),
      reader,
      // On one thread nothing is gained by another connection.
      reports: () => Promise.resolve(reader),
      closeReports: () => Promise.resolve(),
      checkpoints: null,
      threads: () => [],
    };
  } catch (reason) {
    writer.close();
    throw reason;
  }
}

export async function startCore(options: StartCoreOptions): Promise<Core> {
  const { registry } = options;
  // Declared here in any case: what the threads count is added to it.
  const instruments = registry?.isOn === true ? createCoreInstruments(registry) : undefined;
  const { writer, reader, reports, closeReports, checkpoints, threads } = await (options.mode === 'worker'
    ? startThreads(options)
    : openInline(options, instruments));
  const asked = new Set<CoreThread>();
  async function collectFrom(thread: CoreThread): Promise<void> {
    asked.add(thread);
    try {
      registry?.absorb(await thread.figures());
    } catch {
      // It is going, or has gone: whoever waits for its work is told.
    } finally {
      asked.delete(thread);
    }
  }
  const commands = createBatcher(writer.execute, (committed, heardAt) => {
    options.onCommitted(committed, heardAt);
    checkpoints?.committed(committed.length);
  });
  // Queries gain nothing from company: what is asked at once goes at once, what comes meanwhile goes together.
  const queries = createBatcher(reader.execute, () => undefined, queueMicrotask);
  const longQueries = createBatcher(
    async (calls) => (await reports()).execute(calls),
    () => undefined,
    queueMicrotask,
  );
  let isRescued = false;
  const submitCommand = (call: CoreCall): Promise<CoreResult> =>
    isRescued ? Promise.resolve({ ok: false, error: storageGone().toWire() }) : commands.submit(call);
  const side = createSideLane(submitCommand, SIDE_AT_ONCE);
  return {
    submit: (call) => {
      const declaration = contract[call.name];
      if (declaration.kind === 'query')
        return 'reader' in declaration ? longQueries.submit(call) : queries.submit(call);
      return 'lane' in declaration ? side.submit(call) : submitCommand(call);
    },
    rescue: async (file) => {
      isRescued = true;
      // What waits for the writer would be written after the copy, acknowledged, and lost.
      await commands.drained();
      await writer.rescue(file);
    },
    collect: () => {
      if (registry?.isOn !== true) return;
      for (const thread of threads()) if (!asked.has(thread)) void collectFrom(thread);
    },
    close: async () => {
      await side.drained();
      await commands.drained();
      await queries.drained();
      await longQueries.drained();
      await checkpoints?.stop();
      // The reader first: the last connection to close is the writer's, which then checkpoints the write-ahead log.
      await closeReports();
      await reader.close();
      await writer.close();
    },
  };
}
