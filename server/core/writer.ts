import { contract } from '#shared/contract.ts';
import type { Principal } from '#shared/wire/access.ts';
import { createJournalAppender } from '#server/journal/append.ts';
import type { CommandContext, Committed } from '#server/journal/context.ts';
import type { CommandHandlers } from '#server/journal/featureModule.ts';
import type { WriteConnection } from '#server/storage/unitOfWork.ts';
import type { CoreCall, CoreResult, ExecuteBatch } from './call.ts';
import { failureOf } from './failure.ts';
import { once } from './receipts.ts';

type AnyHandler = (context: CommandContext, input: unknown) => unknown;

export interface WriterOptions {
  readonly connection: WriteConnection;
  readonly commands: CommandHandlers;
  /** UTC milliseconds. */
  readonly clock: () => number;
}

function actorId(principal: Principal): string | null {
  if (principal.kind === 'visitor') return principal.visitorId;
  return principal.kind === 'staff' ? principal.accountId : null;
}

/**
 * Runs groups of commands, each group in one transaction with one commit, each command in its own savepoint. The promise resolves after the
 * commit: an `ok` in it means durable. When the commit fails, every command of the group fails and nothing of it was kept.
 * One group at a time: the caller waits for the promise before the next call.
 */
export async function createWriter({ connection, commands, clock }: WriterOptions): Promise<ExecuteBatch> {
  const journal = await createJournalAppender(connection.unit);

  async function run(call: CoreCall, committed: Committed[]): Promise<unknown> {
    const declaration = contract[call.name];
    const handler = commands[call.name as keyof CommandHandlers] as AnyHandler | undefined;
    if (handler === undefined || declaration.kind !== 'command') throw new TypeError(`${call.name} is not a command of the core`);
    const at = clock();
    const context: CommandContext = {
      unit: connection.unit,
      principal: call.principal,
      at,
      record: ({ name, subjects, facts, deliveries = [], touches = [] }) => {
        const seq = journal.append({
          at,
          name,
          actorKind: call.principal.kind,
          actorId: actorId(call.principal),
          correlationId: call.correlationId,
          causationSeq: null,
          subjects,
          facts,
        });
        committed.push({ seq, name, subjects, deliveries, touches, origin: call.origin });
        return seq;
      },
    };
    if (declaration.repetition !== 'receipt') return handler(context, call.input);
    return once(context, call.name, call.input, async () => handler(context, call.input));
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
      journal.reset(head);
      committed.length = before;
      const failure = failureOf(thrown, call.correlationId);
      try {
        connection.rollbackToSavepoint();
      } catch {
        // SQLite has already rolled the whole group back by itself (a full disk): then the group has failed, for the first reason.
        throw thrown;
      }
      return failure;
    }
  }

  return async (calls) => {
    const head = journal.head();
    const committed: Committed[] = [];
    const results: CoreResult[] = [];
    try {
      connection.begin();
      for (const call of calls) results.push(await runInSavepoint(call, committed));
      connection.commit();
      return { results, committed };
    } catch (thrown) {
      connection.rollback();
      journal.reset(head);
      return { results: calls.map((call) => failureOf(thrown, call.correlationId)), committed: [] };
    }
  };
}
