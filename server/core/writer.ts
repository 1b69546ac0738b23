import { contract } from '#shared/contract.ts';
import type { Principal } from '#shared/wire/access.ts';
import { createJournalAppender, type JournalHead } from '#server/journal/append.ts';
import type { CommandContext, Committed } from '#server/journal/context.ts';
import type { CommandHandlers } from '#server/journal/featureModule.ts';
import type { CoreInstruments } from '#server/monitoring/metrics/instruments/core.ts';
import type { WriteConnection } from '#server/storage/unitOfWork.ts';
import type { BatchResult, CoreCall, CoreResult, ExecuteBatch } from './call.ts';
import { failureOf } from './failure.ts';
import { once } from './receipts.ts';

type AnyHandler = (context: CommandContext, input: unknown) => unknown;

export interface WriterOptions {
  readonly connection: WriteConnection;
  readonly commands: CommandHandlers;
  /** UTC milliseconds. */
  readonly clock: () => number;
  /** What measures it; nothing does when not given. */
  readonly instruments?: CoreInstruments | undefined;
}

const zero = (): number => 0;
const MESSAGES: ReadonlySet<string> = new Set(['chat.send', 'chat.reply']);

function actorId(principal: Principal): string | null {
  if (principal.kind === 'visitor') return principal.visitorId;
  return principal.kind === 'staff' ? principal.accountId : null;
}

/**
 * Runs groups of commands, each group in one transaction with one commit; a failing command is undone alone. A savepoint copies every page
 * that a command touches, so a group runs without them first, and again with them in the rare case that a command fails after it has
 * written (docs/adr/0011). The promise resolves after the commit: an `ok` in it means durable. When the commit fails, every command of the group
 * fails; whether the database holds the group all the same is looked up before the next one, which then tells of it too.
 * One group at a time: the caller waits for the promise before the next call.
 */
export async function createWriter({ connection, commands, clock, instruments }: WriterOptions): Promise<ExecuteBatch> {
  const now = instruments?.now ?? zero;
  let journal = await createJournalAppender(connection.unit);
  /** A group whose commit failed: its last entry and its news. Nobody knows whether the database holds it. */
  let doubtful: { readonly seq: number; readonly news: readonly Committed[] } | null = null;
  /** News of such groups that the database turned out to hold. */
  let untold: readonly Committed[] = [];

  /** Looks up, within a transaction, what became of the commit that failed. */
  async function resolveDoubt(): Promise<void> {
    if (doubtful === null) return;
    journal = await createJournalAppender(connection.unit);
    if (journal.head().seq === doubtful.seq) untold = [...untold, ...doubtful.news];
    doubtful = null;
  }

  function run(call: CoreCall, committed: Committed[]): unknown {
    const declaration = contract[call.name];
    const handler = commands[call.name as keyof CommandHandlers] as AnyHandler | undefined;
    if (handler === undefined || declaration.kind !== 'command')
      throw new TypeError(`${call.name} is not a command of the core`);
    const at = clock();
    const context: CommandContext = {
      unit: connection.unit,
      principal: call.principal,
      at,
      record: async ({ name, subjects, facts, deliveries = [], touches = [] }) => {
        const seq = await journal.append({
          at,
          name,
          actorKind: call.principal.kind,
          actorId: actorId(call.principal),
          correlationId: call.correlationId,
          causationSeq: null,
          subjects,
          facts,
        });
        committed.push({
          seq,
          name,
          subjects,
          deliveries: deliveries.map(({ data, ...delivery }) => ({ ...delivery, json: JSON.stringify(data) })),
          touches,
          origin: call.origin,
        });
        return seq;
      },
    };
    if (declaration.repetition !== 'receipt') return handler(context, call.input);
    return once(context, call.name, call.input, async () => handler(context, call.input));
  }

  /** Undoes what `call` has appended and tells why it failed. */
  function failed(
    call: CoreCall,
    thrown: unknown,
    head: JournalHead,
    committed: Committed[],
    before: number,
  ): CoreResult {
    journal.reset(head);
    committed.length = before;
    return failureOf(thrown, call.correlationId);
  }

  async function runInSavepoint(call: CoreCall, committed: Committed[]): Promise<CoreResult> {
    const head = journal.head();
    const before = committed.length;
    connection.savepoint();
    try {
      const value = await run(call, committed);
      connection.releaseSavepoint();
      return { ok: true, value };
    } catch (thrown) {
      const failure = failed(call, thrown, head, committed, before);
      try {
        connection.rollbackToSavepoint();
      } catch {
        // SQLite has already rolled the whole group back by itself (a full disk): then the group has failed, for the first reason.
        throw thrown;
      }
      return failure;
    }
  }

  /** As in a savepoint, while nothing has to be undone: a command that fails after it has written throws MustUndo. */
  async function runHopefully(call: CoreCall, committed: Committed[]): Promise<CoreResult> {
    const head = journal.head();
    const before = committed.length;
    const writes = connection.writes();
    try {
      return { ok: true, value: await run(call, committed) };
    } catch (thrown) {
      // SQLite has already rolled the whole group back by itself (a full disk): then the group has failed, for this reason.
      if (!connection.inTransaction()) throw thrown;
      if (connection.writes() !== writes) throw new MustUndo();
      return failed(call, thrown, head, committed, before);
    }
  }

  async function runGroup(calls: readonly CoreCall[], runOne: typeof runHopefully): Promise<BatchResult> {
    let head = journal.head();
    const committed: Committed[] = [];
    const results: CoreResult[] = [];
    const begun = now();
    try {
      connection.begin();
      await resolveDoubt();
      head = journal.head();
      let from = begun;
      for (const call of calls) {
        const before = committed.length;
        const result = await runOne(call, committed);
        results.push(result);
        const to = now();
        instruments?.ran(call.name, to - from);
        if (result.ok && committed.length === before && MESSAGES.has(call.name)) instruments?.repeatedMessage();
        from = to;
      }
      doubtful = { seq: journal.head().seq, news: committed };
      connection.commit();
      doubtful = null;
      const ended = now();
      instruments?.committed(calls.length, ended - begun, ended - from);
      const news = [...untold, ...committed];
      untold = [];
      return { results, committed: news };
    } catch (thrown) {
      connection.rollback();
      journal.reset(head);
      if (thrown instanceof MustUndo) throw thrown;
      return { results: calls.map((call) => failureOf(thrown, call.correlationId)), committed: [] };
    }
  }

  return async (calls) => {
    try {
      return await runGroup(calls, runHopefully);
    } catch (thrown) {
      if (!(thrown instanceof MustUndo)) throw thrown;
      return runGroup(calls, runInSavepoint);
    }
  };
}

/** A command failed after it had written: the group is undone and run again, each command in a savepoint. */
class MustUndo extends Error {}
