import { contract } from '#shared/contract.ts';
import type { Committed } from '#server/journal/context.ts';
import { storageGone } from '#server/storage/sqlite/failure.ts';
import { createBatcher } from './batcher.ts';
import type { CoreCall, CoreResult } from './call.ts';
import { createCheckpoints, type Checkpoints } from './checkpoints.ts';
import { groupBatches, inTurn } from './grouping.ts';
import { openReader, openWriter, type CoreOptions, type CoreRoom } from './openCore.ts';
import { startThread, type CoreThread } from './startThread.ts';
import type { ThreadData } from './thread.ts';

export interface StartCoreOptions extends CoreOptions {
  /** `worker`: writer, reader and checkpointer on threads of their own. `inline`: writer and reader on the caller's thread. */
  readonly mode: 'worker' | 'inline';
  /** The thread's entry: core/thread.ts, or its bundle. */
  readonly threadEntry: URL;
  readonly clock: () => number;
  readonly onCommitted: (committed: readonly Committed[]) => void;
  /** A thread ended although nobody asked it to; the server cannot go on. */
  readonly onLost: (reason: Error) => void;
  /** Something failed that nobody waits for. */
  readonly onError: (error: unknown) => void;
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

async function startThreads({ threadEntry, onLost, onError, ...options }: StartCoreOptions): Promise<Rooms> {
  const core: CoreOptions = { databaseFile: options.databaseFile, synchronous: options.synchronous };
  const start = (role: ThreadData['role']) => startThread(threadEntry, { ...core, role }, onLost);
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
    reports: () => (reports ??= start('reader')),
    closeReports: async () => (await reports)?.close(),
    checkpoints: {
      committed: checkpoints.committed,
      stop: async () => {
        await checkpoints.stop();
        await checkpointer?.close();
      },
    },
  };
}

async function openInline({ clock, ...core }: StartCoreOptions): Promise<Rooms> {
  const writer = await openWriter({ ...core, hasCheckpointer: false }, clock);
  try {
    const reader = inline(openReader(core, clock), inTurn);
    return {
      writer: inline(writer, groupBatches),
      reader,
      // On one thread nothing is gained by another connection.
      reports: () => Promise.resolve(reader),
      closeReports: () => Promise.resolve(),
      checkpoints: null,
    };
  } catch (reason) {
    writer.close();
    throw reason;
  }
}

export async function startCore(options: StartCoreOptions): Promise<Core> {
  const { writer, reader, reports, closeReports, checkpoints } = await (options.mode === 'worker'
    ? startThreads(options)
    : openInline(options));
  const commands = createBatcher(writer.execute, (committed) => {
    options.onCommitted(committed);
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
  return {
    submit: (call) => {
      const declaration = contract[call.name];
      if (declaration.kind === 'query')
        return 'reader' in declaration ? longQueries.submit(call) : queries.submit(call);
      return isRescued ? Promise.resolve({ ok: false, error: storageGone().toWire() }) : commands.submit(call);
    },
    rescue: async (file) => {
      isRescued = true;
      // What waits for the writer would be written after the copy, acknowledged, and lost.
      await commands.drained();
      await writer.rescue(file);
    },
    close: async () => {
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
