import { AppError } from '#shared/wire/errors.ts';
import type { EntryName } from '#shared/audit/entries.ts';
import type { TopicSource } from '#server/journal/featureModule.ts';
import { answerWithout, lastEntries, newestSeq } from '#server/journal/missed.ts';
import { alertOf, silencesAt } from './rows.ts';

/** More entries, or alerts, than these, and everything is read anew. */
const MAXIMUM_MISSED = 20_000;
const MAXIMUM_ALERTS = 200;

const OF_ALERTS: readonly EntryName[] = [
  'monitoring.alertFired',
  'monitoring.alertAcknowledged',
  'monitoring.alertResolved',
  'monitoring.alertEscalated',
];
const SETTINGS = {
  'monitoring.alertRuleSaved': 'rules',
  'monitoring.alertRuleRemoved': 'rules',
  'monitoring.alertsSilenced': 'silences',
  'monitoring.silenceEnded': 'silences',
  'monitoring.alertRoutesChanged': 'routes',
} as const;
const isSetting = (name: string): name is keyof typeof SETTINGS => Object.hasOwn(SETTINGS, name);

/** On `alerts`: every alert that changed, as it is now, and what is to be read anew beside them. */
export const alertsTopic: TopicSource = {
  missed: async (context, _key, after, reader) => {
    if (reader.by !== 'staff')
      throw new AppError('NOT_FOUND', 'There is no such subscription.', { reason: 'subscription' });
    const cursor = await newestSeq(context);
    const from = after ?? cursor;
    const answer = answerWithout(cursor, from, MAXIMUM_MISSED);
    if (answer !== null) return answer;
    const { db } = context.unit;
    const entries = await db
      .selectFrom('journal')
      .select(['seq', 'name', 'subjectsJson'])
      .where('seq', '>', from)
      .where('name', 'in', [...OF_ALERTS, ...Object.keys(SETTINGS)])
      .orderBy('seq')
      .execute();
    const lastOf = lastEntries(
      entries.filter(({ name }) => !isSetting(name)),
      'alert',
    );
    if (lastOf.size > MAXIMUM_ALERTS) return { cursor, snapshot: true, events: [] };
    const rows = await db
      .selectFrom('alert')
      .selectAll()
      .where('id', 'in', [...lastOf.keys()])
      .execute();
    const silences = await silencesAt(db, context.at);
    const changed = rows.map((row) => ({
      name: 'monitoring.alertChanged' as const,
      cursor: lastOf.get(row.id) ?? 0,
      data: alertOf(row, silences, context.at),
    }));
    const settings = entries.flatMap(({ seq, name }) =>
      isSetting(name)
        ? { name: 'monitoring.alertSettingsChanged' as const, cursor: seq, data: { what: SETTINGS[name] } }
        : [],
    );
    return {
      cursor,
      snapshot: false,
      events: [...changed, ...settings].sort((one, other) => one.cursor - other.cursor),
    };
  },
};
