import { z } from 'zod';
import { command, query } from '#shared/wire/contract.ts';
import { id, instant, nothing } from '#shared/wire/schemas.ts';

/** What became of one backup. */
export const backup = z.object({
  id,
  startedAt: instant,
  endedAt: instant,
  /** `whole`: checked, and restored once in a scratch copy. */
  outcome: z.enum(['whole', 'failed']),
  fileName: z.string().nullable(),
  bytes: z.int().nullable(),
  /** The newest journal entry in it. */
  journalSeq: z.int().nullable(),
  /** Why it failed, in words. */
  failure: z.string().nullable(),
});

/** Whether the server can write now: why it refuses commands, or how much room there is. */
export const storageState = z.enum(['roomy', 'low', 'full', 'failing', 'gone']);

/** How much of the database file is in use. */
const databasePages = z.object({
  pageBytes: z.int(),
  pages: z.int(),
  /** Those that hold nothing any more. */
  freePages: z.int(),
});

/** Room that was given back to the disk in one go. */
const compaction = z.object({
  /** By how much the database became smaller. */
  bytes: z.int().min(0),
  tookMs: z.int().min(0),
  /** How long the longest of its steps held up the writer. */
  longestStepMs: z.int().min(0),
});

const recipient = z.string().regex(/^age1[a-z0-9]+$/, 'must be an age recipient');

export const monitoringContract = {
  'monitoring.backups': query({
    principals: ['staff'],
    permission: 'monitoring.manage',
    place: 'gateway',
    errors: [],
    http: { method: 'GET', path: '/api/v1/backups' },
    input: nothing,
    output: z.object({
      directory: z.string(),
      /** Milliseconds from one to the next. */
      everyMs: z.int(),
      keep: z.object({ daily: z.int(), weekly: z.int() }),
      /** Whose key opens them; null when there is none yet. */
      recipient: z.string().nullable(),
      keyMadeAt: instant.nullable(),
      /** Made without a key, because the server was told so. */
      isUnencrypted: z.boolean(),
      /** Null while nothing can be made: there is no key. */
      nextAt: instant.nullable(),
      /** When the last whole one was begun; it may be older than all that `backups` lists. Null when there has been none. */
      lastWholeAt: instant.nullable(),
      /** The last whole one is older than two intervals. */
      isOverdue: z.boolean(),
      /** What is being made. `total` is 0 where nobody can say. */
      underWay: z
        .object({
          step: z.enum(['copying', 'checking', 'writing', 'testing']),
          done: z.int(),
          total: z.int(),
          startedAt: instant,
        })
        .nullable(),
      /** Newest first. */
      backups: z.array(backup),
    }),
  }),
  /** Starts a backup and does not wait for it; `monitoring.backups` tells how far it is. */
  'monitoring.backUpNow': command({
    principals: ['staff'],
    permission: 'monitoring.manage',
    place: 'gateway',
    repetition: 'none',
    errors: [],
    http: { method: 'POST', path: '/api/v1/backups' },
    input: nothing,
    output: z.object({ state: z.enum(['started', 'underWay', 'noKey']) }),
  }),
  /** Makes a new key for the backups from now on. The identity is in this answer and nowhere else. */
  'monitoring.makeBackupKey': command({
    principals: ['staff'],
    permission: 'monitoring.manage',
    place: 'gateway',
    repetition: 'none',
    errors: [],
    http: { method: 'POST', path: '/api/v1/backups/key' },
    input: nothing,
    output: z.object({ identity: z.string(), recipient: z.string() }),
  }),

  /** How the database and its disk are. */
  'monitoring.storage': query({
    principals: ['staff'],
    permission: 'monitoring.manage',
    place: 'gateway',
    errors: [],
    http: { method: 'GET', path: '/api/v1/storage' },
    input: nothing,
    output: z.object({
      state: storageState,
      /** Why nothing is written now, as commands are refused; null while all is well. */
      refusal: z.object({ reason: z.string(), message: z.string() }).nullable(),
      diskFreeBytes: z.int(),
      /** Below these the log warns, and nothing is written. */
      lowBytes: z.int(),
      fullBytes: z.int(),
      databaseBytes: z.int(),
      /** Of those, the ones that hold nothing any more; they are filled again, or given back when it is quiet. */
      unusedBytes: z.int(),
      /** False for a database made before this could be done in small steps: `npm run db -- compact` changes it. */
      givesBack: z.boolean(),
      lastCompaction: compaction.extend({ at: instant }).nullable(),
      isCompacting: z.boolean(),
    }),
  }),

  'monitoring.storedPages': query({
    principals: ['system'],
    permission: null,
    place: 'core',
    errors: [],
    input: nothing,
    output: databasePages.extend({
      givesBack: z.boolean(),
      lastCompaction: compaction.extend({ at: instant }).nullable(),
    }),
  }),
  /** Gives at most so many unused pages at the end of the database back to the disk. */
  'monitoring.compact': command({
    principals: ['system'],
    permission: null,
    place: 'core',
    repetition: 'none',
    errors: [],
    input: z.strictObject({ pages: z.int().min(1) }),
    output: databasePages,
  }),
  'monitoring.recordCompaction': command({
    principals: ['system'],
    permission: null,
    place: 'core',
    repetition: 'none',
    errors: [],
    input: compaction,
    output: nothing,
  }),
  /** Commits something, to prove that commits reach the disk. */
  'monitoring.proveWriting': command({
    principals: ['system'],
    permission: null,
    place: 'core',
    repetition: 'none',
    errors: [],
    input: nothing,
    output: nothing,
  }),

  'monitoring.recordedBackups': query({
    principals: ['system'],
    permission: null,
    place: 'core',
    errors: [],
    input: nothing,
    output: z.object({
      recipient: z.string().nullable(),
      keyMadeAt: instant.nullable(),
      lastWholeAt: instant.nullable(),
      backups: z.array(backup),
    }),
  }),
  'monitoring.recordBackup': command({
    principals: ['system'],
    permission: null,
    place: 'core',
    repetition: 'none',
    errors: [],
    input: backup,
    output: nothing,
  }),
  'monitoring.recordBackupKey': command({
    principals: ['system'],
    permission: null,
    place: 'core',
    repetition: 'none',
    errors: [],
    /** `accountId`: who made it, or null at the command line. */
    input: z.strictObject({ recipient, accountId: id.nullable() }),
    output: nothing,
  }),
} as const;
