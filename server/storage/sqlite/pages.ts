import { sql } from 'kysely';
import type { ReadableDatabase, WritableDatabase } from '#server/storage/schema.ts';

export interface Pages {
  readonly pageBytes: number;
  /** Of the database file. */
  readonly pages: number;
  /** Of those, the ones that hold nothing any more. */
  readonly freePages: number;
}

/** What `auto_vacuum` is in a database whose unused pages can be given back a few at a time. */
export const INCREMENTAL = 2;

export async function pagesOf(db: ReadableDatabase): Promise<Pages & { readonly givesBack: boolean }> {
  const found = await db
    .selectNoFrom([
      sql<number>`(SELECT page_size FROM pragma_page_size)`.as('pageBytes'),
      sql<number>`(SELECT page_count FROM pragma_page_count)`.as('pages'),
      sql<number>`(SELECT freelist_count FROM pragma_freelist_count)`.as('freePages'),
      sql<number>`(SELECT auto_vacuum FROM pragma_auto_vacuum)`.as('autoVacuum'),
    ])
    .executeTakeFirstOrThrow();
  const { autoVacuum, ...pages } = found;
  return { ...pages, givesBack: autoVacuum === INCREMENTAL };
}

/** Moves what stands at the end of the file to unused pages before it, `most` of them, so that the file is shorter after the next checkpoint. */
export async function giveBackPages(db: WritableDatabase, most: number): Promise<void> {
  // A statement that is stepped once, as Kysely's are, moves one page whatever number it is given.
  for (let page = 0; page < most; page += 1) await sql`PRAGMA incremental_vacuum(1)`.execute(db);
}
