import type { Kysely } from 'kysely';

/**
 * One step of the schema. `up` and `down` run inside a transaction and know the schema only as of their own time,
 * which is why they are typed without tables.
 */
export interface Migration {
  /** `NNNN-what-it-adds`; the order of application. */
  readonly name: string;
  up(db: Kysely<unknown>): Promise<void>;
  down(db: Kysely<unknown>): Promise<void>;
}
