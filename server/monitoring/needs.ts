import { peopleGranted } from '#server/journal/granted.ts';
import type { NotificationSource } from '#server/journal/needs.ts';

const JOB = 'backup';

/** The last backup failed, until one is whole again. */
export const failedBackup: NotificationSource = {
  kind: 'failedJob',
  watches: [],
  about: 'workspace',
  derive: async ({ unit }, jobs) => {
    if (!jobs.includes(JOB)) return [];
    const last = await unit.db
      .selectFrom('backup')
      .select(['endedAt', 'outcome'])
      .orderBy('startedAt', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (last?.outcome !== 'failed') return [];
    return (await peopleGranted(unit, 'monitoring.manage')).map((accountId) => ({
      accountId,
      kind: 'failedJob' as const,
      subject: { kind: 'workspace' as const, id: JOB },
      since: last.endedAt,
      urgency: 'normal' as const,
      deadline: null,
      facts: { job: JOB, count: 1 },
    }));
  },
  all: () => Promise.resolve([JOB]),
  // Its entries name no subject.
  isPolled: true,
};
