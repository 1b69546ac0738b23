import type { ParsedInputOf } from '#shared/contract.ts';
import { routeOf } from '#shared/monitoring/alerts/routing.ts';
import type { RuleState } from '#shared/monitoring/alerts/evaluate.ts';
import type { CommandContext } from '#server/journal/context.ts';
import type { CommandHandler, QueryHandler } from '#server/journal/featureModule.ts';
import type { ReadableDatabase, Schema } from '#server/storage/schema.ts';
import { alertId } from './alertId.ts';
import {
  changeAlert,
  endAlert,
  openAlertOf,
  openAlerts,
  recordAlert,
  ruleOf,
  silencesAt,
  type AlertRow,
} from './rows.ts';
import { routesIn } from './routes.ts';
import { isPutOff, tellNext } from './tell.ts';
import { timeZoneIn } from './timeZone.ts';

type Evaluation = ParsedInputOf<'monitoring.recordEvaluations'>['evaluations'][number];
type Fired = Evaluation['transitions'][number];

const stateOf = ({ stateJson }: Pick<Schema['alert_rule'], 'stateJson'>): RuleState | null =>
  stateJson === null ? null : (JSON.parse(stateJson) as RuleState);

export const alertWork: QueryHandler<'monitoring.alertWork'> = async ({ unit: { db }, at }) => {
  const rules = await db.selectFrom('alert_rule').selectAll().where('removedAt', 'is', null).execute();
  return {
    rules: rules.map((row) => ({ id: row.id, revision: row.revision, rule: ruleOf(row), state: stateOf(row) })),
    nextStepAt: nextOf(await stepsIn(db, at)),
  };
};

/** What is still to be told of open alerts, and when: the soonest first. */
async function stepsIn(db: ReadableDatabase, at: number): Promise<readonly AlertRow[]> {
  const rows = await openAlerts(db).where('nextStepAt', 'is not', null).execute();
  if (rows.length === 0) return [];
  const silences = await silencesAt(db, at);
  return rows
    .map((row) => (isPutOff(row, silences, at) ? { ...row, nextStepAt: at } : row))
    .toSorted((one, other) => (one.nextStepAt ?? at) - (other.nextStepAt ?? at) || (one.id < other.id ? -1 : 1));
}

const nextOf = ([first]: readonly AlertRow[]): number | null => first?.nextStepAt ?? null;

/** The id of a firing that is not written down yet; null where it is. What is over by now was another: its time is lived a second time, as the clock was set back. */
async function newAlertId(db: ReadableDatabase, ruleId: string, { key, since }: Fired): Promise<string | null> {
  for (let life = 0; ; life += 1) {
    const id = alertId(ruleId, key, since, life);
    const known = await db.selectFrom('alert').select('resolvedAt').where('id', '=', id).executeTakeFirst();
    if (known === undefined) return id;
    if (known.resolvedAt === null) return null;
  }
}

/**
 * Something fires: it is written down, and whoever is to know at once is told, in one transaction. Nobody is told of what is over by now: it came and went while
 * nothing could be evaluated.
 */
async function fire(context: CommandContext, rule: Schema['alert_rule'], fired: Fired, isOver: boolean): Promise<void> {
  const { unit, at } = context;
  const { severity } = ruleOf(rule);
  const id = await newAlertId(unit.db, rule.id, fired);
  if (id === null) return;
  const { route, from } = routeOf(await routesIn(unit.db), severity, at, await timeZoneIn(unit.db));
  const row: AlertRow = {
    id,
    ruleId: rule.id,
    ruleJson: rule.ruleJson,
    severity,
    groupKey: fired.key,
    labelsJson: JSON.stringify(fired.labels),
    startedAt: fired.since,
    value: fired.value,
    lastValue: fired.value,
    acknowledgedBy: null,
    acknowledgedAt: null,
    resolvedBy: null,
    resolvedAt: null,
    resolvedAs: null,
    routeName: route.name,
    planJson: JSON.stringify(route.steps),
    told: 0,
    nextStepAt: from,
  };
  await unit.db.insertInto('alert').values(row).execute();
  const people = isOver ? 0 : (await tellNext(context, row, await silencesAt(unit.db, at))).people;
  await recordAlert(context, row, 'monitoring.alertFired', { value: row.value, startedAt: row.startedAt, people });
}

/** What is still open of it is over; somebody may have said so before. */
async function clear(context: CommandContext, ruleId: string, { key, at }: Fired): Promise<void> {
  const open = await openAlertOf(context.unit.db, ruleId, key);
  if (open !== undefined) await endAlert(context, open, 'recovered', { by: null, at });
}

async function keepValues(context: CommandContext, ruleId: string, { groups }: RuleState): Promise<void> {
  for (const open of await openAlerts(context.unit.db).where('ruleId', '=', ruleId).execute()) {
    const value = groups[open.groupKey]?.value ?? null;
    if (value !== null && value !== open.lastValue) await changeAlert(context, open, { lastValue: value });
  }
}

async function recordOne(context: CommandContext, evaluation: Evaluation): Promise<boolean> {
  const { unit } = context;
  const { ruleId, revision, from, state, transitions } = evaluation;
  const rule = await unit.db
    .selectFrom('alert_rule')
    .selectAll()
    .where('id', '=', ruleId)
    .where('removedAt', 'is', null)
    .executeTakeFirst();
  if (rule?.revision !== revision || (stateOf(rule)?.at ?? null) !== from) return false;
  const isOver = ({ key, since }: Fired): boolean =>
    transitions.some((one) => one.kind === 'cleared' && one.key === key && one.since === since);
  for (const one of transitions)
    await (one.kind === 'fired' ? fire(context, rule, one, isOver(one)) : clear(context, ruleId, one));
  await keepValues(context, ruleId, state);
  await unit.db
    .updateTable('alert_rule')
    .set({ stateJson: JSON.stringify(state) })
    .where('id', '=', ruleId)
    .execute();
  return true;
}

/** Where the stored state is another one than the evaluation began with, it was recorded before, or its rule was changed: it is left out. */
export const recordEvaluations: CommandHandler<'monitoring.recordEvaluations'> = async (context, { evaluations }) => {
  const recorded: string[] = [];
  for (const one of evaluations) if (await recordOne(context, one)) recorded.push(one.ruleId);
  return { recorded };
};

export const escalateAlerts: CommandHandler<'monitoring.escalateAlerts'> = async (context) => {
  const { unit, at } = context;
  const due = (await stepsIn(unit.db, at)).filter(({ nextStepAt }) => nextStepAt !== null && nextStepAt <= at);
  const silences = due.length === 0 ? [] : await silencesAt(unit.db, at);
  for (const row of due) {
    const { row: told, people } = await tellNext(context, row, silences);
    if (told.told > row.told)
      await recordAlert(context, told, 'monitoring.alertEscalated', { step: told.told, people });
  }
  return { nextStepAt: nextOf(await stepsIn(unit.db, at)) };
};
