import type { Role, StaffPrincipal } from '#shared/wire/access.ts';
import { StartError } from '#server/storage/startError.ts';
import type { ReadableDatabase } from '#server/storage/schema.ts';
import type { WriteConnection } from '#server/storage/unitOfWork.ts';
import { loadStories } from './loadStories.ts';
import { makeDemoWorkspace } from './makeWorkspace.ts';
import { createNarrator, type Narrator, type Told } from './narrator.ts';
import { createRandom } from './random.ts';
import { DAY_MS } from './story.ts';

/** Commands that share a transaction. */
const GROUP = 2_000;
const DAYS = 90;

export interface SeedLoadOptions {
  readonly conversations: number;
  readonly messages: number;
  readonly seed: number;
  readonly now: number;
  /** Told after each transaction how many messages have been written. */
  readonly onProgress: (messages: number) => void;
}

async function staffOf(db: ReadableDatabase): Promise<readonly StaffPrincipal[]> {
  const accounts = await db
    .selectFrom('account')
    .select(['id', 'name', 'rolesJson'])
    .where('deactivatedAt', 'is', null)
    .execute();
  return accounts
    .map(({ id, name, rolesJson }) => ({
      kind: 'staff' as const,
      accountId: id,
      sessionId: '',
      name,
      roles: JSON.parse(rolesJson) as Role[],
      expiresAt: Infinity,
    }))
    .filter(({ roles }) => roles.includes('support'));
}

/** The site and the people of the workspace; where there is none, a demo workspace is made, which answers on this computer only. */
export async function surroundings(narrator: Narrator, db: ReadableDatabase, at: number) {
  const workspace = await db.selectFrom('workspace').select('id').executeTakeFirst();
  if (workspace === undefined) {
    await makeDemoWorkspace(narrator, db, { name: 'Load', siteKey: 'demo', siteTheme: {}, at });
  }
  const site = await db.selectFrom('site').select('id').orderBy('createdAt').limit(1).executeTakeFirst();
  const staff = await staffOf(db);
  if (site === undefined || staff.length === 0) {
    throw new StartError('This workspace has no site, or nobody with the role support. Nothing was changed.');
  }
  return { siteId: site.id, staff };
}

/**
 * Fills an empty workspace for load tests, through the same use cases and journal as everything else, a transaction for every 2,000 commands.
 * One that is cut short is not empty any more: delete the directory and begin again.
 * @throws StartError when the workspace holds customers already; nothing was changed then.
 */
export async function seedLoad(connection: WriteConnection, options: SeedLoadOptions): Promise<void> {
  const { conversations, messages, seed, now, onProgress } = options;
  const { db } = connection.unit;
  const customer = await db.selectFrom('customer').select('id').limit(1).executeTakeFirst();
  if (customer !== undefined) {
    throw new StartError(
      'This workspace holds customers already. Only an empty one is filled: choose another with --data. Nothing was changed.',
    );
  }
  const narrator = await createNarrator(connection);
  const from = now - DAYS * DAY_MS;
  const { siteId, staff } = await surroundings(narrator, db, from - DAY_MS);
  let group: Told[] = [];
  let written = 0;
  const flush = async (): Promise<void> => {
    await narrator.tellAll(group);
    written += group.filter(({ name }) => name === 'chat.send' || name === 'chat.reply').length;
    group = [];
    onProgress(written);
  };
  for (const command of loadStories(createRandom(seed), { conversations, messages, siteId, staff, from, until: now })) {
    group.push(command);
    if (group.length >= GROUP) await flush();
  }
  if (group.length > 0) await flush();
}
