import { z } from 'zod';
import { StartError } from '#server/storage/startError.ts';

/** Of the container; a program refuses a higher one. */
export const BACKUP_FORMAT = 1;
export const MANIFEST_NAME = 'manifest.json';
export const DATABASE_NAME = 'workspace.db';
export const ATTACHMENTS_NAME = 'attachments';

const manifestSchema = z.object({
  format: z.literal(BACKUP_FORMAT),
  /** UTC milliseconds. */
  madeAt: z.int(),
  /** The newest journal entry. */
  seq: z.int(),
  hash: z.string(),
  files: z.array(
    z.object({
      /** The database, or a file below the attachments' folder; never a way out of it. */
      name: z.string().regex(/^(?:workspace\.db|attachments(?:\/(?!\.{1,2}(?:\/|$))[^/\\\0]+)+)$/),
      size: z.int().min(0),
      sha256: z.string(),
    }),
  ),
});

/** The first file of a backup: what must be in it. */
export type Manifest = z.infer<typeof manifestSchema>;

/** @throws StartError for a newer format; any other error when it is no manifest. */
export function readManifest(text: string): Manifest {
  const found: unknown = JSON.parse(text);
  const { format } = z.object({ format: z.int() }).parse(found);
  if (format > BACKUP_FORMAT) {
    throw new StartError('This backup was made by a newer OptimaliQ. Nothing was changed. Update this program.');
  }
  return manifestSchema.parse(found);
}
