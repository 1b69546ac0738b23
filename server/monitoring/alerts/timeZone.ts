import type { ReadableDatabase } from '#server/storage/schema.ts';

/** Of the workspace; UTC before there is one. */
export async function timeZoneIn(db: ReadableDatabase): Promise<string> {
  const workspace = await db.selectFrom('workspace').select('timeZone').executeTakeFirst();
  return workspace?.timeZone ?? 'UTC';
}
