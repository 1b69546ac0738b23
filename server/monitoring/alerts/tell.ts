import { routeOf, type EscalationStep } from '#shared/monitoring/alerts/routing.ts';
import type { Role } from '#shared/wire/access.ts';
import type { CommandContext } from '#server/journal/context.ts';
import type { ReadableDatabase } from '#server/storage/schema.ts';
import { changeAlert, planOf, silencedOf, type AlertRow } from './rows.ts';
import { routesIn } from './routes.ts';
import { timeZoneIn } from './timeZone.ts';
import type { SilenceScope } from '#shared/monitoring/alerts/silence.ts';

/** Whom a step tells; admins where it names nobody who is still here. */
async function peopleOf(db: ReadableDatabase, { roles, accountIds }: EscalationStep): Promise<readonly string[]> {
  const accounts = await db
    .selectFrom('account')
    .select(['id', 'rolesJson'])
    .where('deactivatedAt', 'is', null)
    .orderBy('id')
    .execute();
  const having = (wanted: readonly Role[], ids: readonly string[]) =>
    accounts
      .filter(
        ({ id, rolesJson }) =>
          ids.includes(id) || (JSON.parse(rolesJson) as Role[]).some((one) => wanted.includes(one)),
      )
      .map(({ id }) => id);
  const named = having(roles, accountIds);
  return named.length > 0 ? named : having(['admin'], []);
}

/**
 * Whether the next step of an alert lies further away than its plan says, and no silence says so: the clock was set back since. Then it is told now, rather than as much
 * later as the clock went back.
 */
export function isPutOff(row: AlertRow, silences: readonly SilenceScope[], at: number): boolean {
  const plan = planOf(row);
  const [before, next] = [plan[row.told - 1], plan[row.told]];
  if (before === undefined || next === undefined || row.nextStepAt === null) return false;
  return row.nextStepAt > at + next.afterMs - before.afterMs && silencedOf(silences, row, at) === null;
}

/** When what waits for the end of a silence is told: what nobody was told of yet, within the hours of its route. */
export async function toldAfter(db: ReadableDatabase, { told, severity }: AlertRow, until: number): Promise<number> {
  return told > 0 ? until : routeOf(await routesIn(db), severity, until, await timeZoneIn(db)).from;
}

/**
 * Tells the next step of an alert's plan when it is time, and says when the one after it is. While it is silenced it waits for the end of that. Whoever was told has as long as the plan says
 * before others are, however late they were told.
 * @returns the alert as it is then, and how many people were told now; none when it was not time.
 */
export async function tellNext(
  context: CommandContext,
  row: AlertRow,
  silences: readonly SilenceScope[],
): Promise<{ readonly row: AlertRow; readonly people: number }> {
  const { unit, at } = context;
  const plan = planOf(row);
  const step = plan[row.told];
  if (step === undefined || row.nextStepAt === null || row.nextStepAt > at) return { row, people: 0 };
  const until = silencedOf(silences, row, at);
  if (until !== null)
    return {
      row: await changeAlert(context, row, { nextStepAt: await toldAfter(unit.db, row, until) }),
      people: 0,
    };
  const accountIds = await peopleOf(unit.db, step);
  for (const accountId of accountIds)
    await unit.db.insertInto('alert_told').values({ alertId: row.id, step: row.told, accountId, at }).execute();
  const next = plan[row.told + 1];
  const told = await changeAlert(context, row, {
    told: row.told + 1,
    nextStepAt: next === undefined ? null : at + next.afterMs - step.afterMs,
  });
  return { row: told, people: accountIds.length };
}
