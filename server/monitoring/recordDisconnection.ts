import type { Subject } from '#server/journal/entry.ts';
import type { CommandHandler } from '#server/journal/featureModule.ts';

export const recordDisconnection: CommandHandler<'monitoring.recordDisconnection'> = async (
  { record },
  { kind, subjectId, reason },
) => {
  const subjects: Subject[] =
    subjectId === null || kind === 'anonymous'
      ? []
      : [{ kind: kind === 'staff' ? 'account' : 'visitor', id: subjectId }];
  await record({ name: 'monitoring.disconnected', subjects, facts: { kind, reason } });
  return {};
};
