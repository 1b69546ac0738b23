import type { QueryContext } from '#server/journal/context.ts';
import type { QueryHandlers } from '#server/journal/featureModule.ts';
import type { CoreInstruments } from '#server/monitoring/metrics/instruments/core.ts';
import type { ReadConnection } from '#server/storage/unitOfWork.ts';
import type { CoreCall, CoreResult, ExecuteBatch } from './call.ts';
import { failureOf } from './failure.ts';

type AnyHandler = (context: QueryContext, input: unknown) => unknown;

export interface ReaderOptions {
  readonly connection: ReadConnection;
  readonly queries: QueryHandlers;
  readonly clock: () => number;
  readonly instruments?: CoreInstruments | undefined;
}

/** Runs queries one after the other, each on a snapshot of its own. */
export function createReader({ connection, queries, clock, instruments }: ReaderOptions): ExecuteBatch {
  async function run(call: CoreCall): Promise<CoreResult> {
    try {
      const handler = queries[call.name as keyof QueryHandlers] as AnyHandler | undefined;
      if (handler === undefined) throw new TypeError(`${call.name} is not a query of the core`);
      const context: QueryContext = { unit: connection.unit, principal: call.principal, at: clock() };
      return { ok: true, value: await connection.snapshot(async () => handler(context, call.input)) };
    } catch (thrown) {
      return failureOf(thrown, call.correlationId);
    }
  }
  return async (calls) => {
    const results: CoreResult[] = [];
    for (const call of calls) {
      const from = instruments?.now() ?? 0;
      results.push(await run(call));
      if (instruments !== undefined) instruments.ran(call.name, instruments.now() - from);
    }
    return { results, committed: [] };
  };
}
