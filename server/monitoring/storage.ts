import type { OutputOf } from '#shared/contract.ts';
import type { CommandContext } from '#server/journal/context.ts';
import type { CommandHandler, CommandHandlers, QueryHandler } from '#server/journal/featureModule.ts';
import { giveBackPages, pagesOf } from '#server/storage/sqlite/pages.ts';

const COMPACTION = 'storage.compaction';
const PROOF = 'storage.proof';

type Compaction = NonNullable<OutputOf<'monitoring.storedPages'>['lastCompaction']>;

async function keep({ unit: { db }, at }: CommandContext, key: string, value: unknown): Promise<void> {
  const values = { key, valueJson: JSON.stringify(value), updatedAt: at };
  await db
    .insertInto('setting')
    .values(values)
    .onConflict((conflict) => conflict.column('key').doUpdateSet(values))
    .execute();
}

export const storedPages: QueryHandler<'monitoring.storedPages'> = async ({ unit: { db } }) => {
  const found = await db.selectFrom('setting').select('valueJson').where('key', '=', COMPACTION).executeTakeFirst();
  return {
    ...(await pagesOf(db)),
    lastCompaction: found === undefined ? null : (JSON.parse(found.valueJson) as Compaction),
  };
};

/** Changes nothing that anybody could see, so the journal does not hear of it before it has ended. */
const compact: CommandHandler<'monitoring.compact'> = async ({ unit: { db } }, { pages }) => {
  await giveBackPages(db, pages);
  const { givesBack: _, ...now } = await pagesOf(db);
  return now;
};

const recordCompaction: CommandHandler<'monitoring.recordCompaction'> = async (context, compaction) => {
  await keep(context, COMPACTION, { ...compaction, at: context.at });
  await context.record({ name: 'monitoring.compacted', subjects: [], facts: { ...compaction } });
  return {};
};

/** Always writes: the time is another one each time. */
const proveWriting: CommandHandler<'monitoring.proveWriting'> = async (context) => {
  await keep(context, PROOF, context.at);
  return {};
};

export const storageCommands: CommandHandlers = {
  'monitoring.compact': compact,
  'monitoring.recordCompaction': recordCompaction,
  'monitoring.proveWriting': proveWriting,
};
