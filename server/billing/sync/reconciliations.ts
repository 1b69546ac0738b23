import type { OutputOf } from '#shared/contract.ts';
import type { CommandHandler, QueryHandler } from '#server/journal/featureModule.ts';
import type { WriteUnit } from '#server/storage/unitOfWork.ts';

export type Finding = OutputOf<'billing.reconciliations'>['reconciliations'][number]['samples'][number];

const MAXIMUM_SHOWN = 50;
const MAXIMUM_SAMPLES = 20;

/** Counts what a page of a pass was compared with and what differed. */
export async function countFindings(
  { db }: WriteUnit,
  id: string,
  checked: number,
  findings: readonly Finding[],
): Promise<void> {
  const pass = await db.selectFrom('reconciliation').selectAll().where('id', '=', id).executeTakeFirst();
  if (pass === undefined) return;
  const samples = [...(JSON.parse(pass.samplesJson) as Finding[]), ...findings].slice(0, MAXIMUM_SAMPLES);
  const missing = findings.filter(({ finding }) => finding === 'missing').length;
  await db
    .updateTable('reconciliation')
    .set({
      checked: pass.checked + checked,
      missing: pass.missing + missing,
      stale: pass.stale + findings.length - missing,
      samplesJson: JSON.stringify(samples),
    })
    .where('id', '=', id)
    .execute();
}

/** Begins a pass, or ends it; a pass that was begun before, as a server that was killed leaves one, has failed. */
export const recordReconciliation: CommandHandler<'billing.recordReconciliation'> = async (context, input) => {
  const { unit, at, record } = context;
  const { id, change, trigger, from, missedEvents, failure } = input;
  const passes = unit.db.updateTable('reconciliation');
  if (change === 'started') {
    await passes
      .set({ state: 'failed', endedAt: at, failure: 'The server ended before it was through.' })
      .where('state', '=', 'running')
      .execute();
    const counts = { checked: 0, missing: 0, stale: 0, missedEvents, samplesJson: '[]' };
    await unit.db
      .insertInto('reconciliation')
      .values({ id, trigger, from, startedAt: at, endedAt: null, state: 'running', failure: null, ...counts })
      .execute();
    return {};
  }
  await passes.set({ state: change, endedAt: at, missedEvents, failure }).where('id', '=', id).execute();
  const { checked, missing, stale } = await unit.db
    .selectFrom('reconciliation')
    .select(['checked', 'missing', 'stale'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  await record({
    name: 'billing.reconciled',
    subjects: [],
    facts: { id, trigger, state: change, checked, missing, stale, missedEvents },
  });
  return {};
};

export const reconciliations: QueryHandler<'billing.reconciliations'> = async ({ unit: { db } }) => {
  const rows = await db
    .selectFrom('reconciliation')
    .selectAll()
    .orderBy('startedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(MAXIMUM_SHOWN)
    .execute();
  return {
    reconciliations: rows.map(({ samplesJson, ...row }) => ({
      ...row,
      samples: JSON.parse(samplesJson) as Finding[],
    })),
  };
};
