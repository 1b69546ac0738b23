import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import { ROOT } from '#scripts/support/paths.ts';
import { seed } from '#server/entry/db/seed.ts';
import { databaseFileIn } from '#server/storage/sqlite/dataDirectory.ts';
import { makeTemporaryDirectory, type TemporaryDirectory } from '#tests/support/temporaryDirectory.ts';

export interface Amount {
  readonly conversations: number;
  readonly messages: number;
  readonly payments?: number;
}

const CACHE = path.join(ROOT, 'node_modules', '.cache', 'optimaliq-load');
/** What a seeded workspace looks like depends on these. */
const MADE_BY = ['server/demo', 'server/storage/migrations'];
const PAYMENTS_MADE_BY = [...MADE_BY, 'server/billing/mirror'];

function fingerprint(folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    for (const name of readdirSync(path.join(ROOT, folder)).sort())
      hash.update(`${folder}/${name}\0`).update(readFileSync(path.join(ROOT, folder, name)));
  }
  return hash.digest('hex').slice(0, 12);
}

/** A workspace with so many conversations, messages and payments: made once, as `npm run db -- seed` makes it, and kept below node_modules. Not to be written to. */
async function seededWorkspace({ conversations, messages, payments = 0 }: Amount): Promise<string> {
  const amount = [conversations, messages, ...(payments > 0 ? [payments] : [])].join('-');
  const name = `${amount}-${fingerprint(payments > 0 ? PAYMENTS_MADE_BY : MADE_BY)}`;
  const directory = path.join(CACHE, name);
  if (existsSync(directory)) return directory;
  mkdirSync(CACHE, { recursive: true });
  // Those of another version are of no use any more, nor is one that was cut short.
  for (const other of readdirSync(CACHE))
    if (other.slice(0, other.lastIndexOf('-')) === amount) rmSync(path.join(CACHE, other), { recursive: true });
  const part = `${directory}.part`;
  await seed(part, { conversations, messages, payments, seed: 1 });
  renameSync(part, directory);
  return directory;
}

/**
 * A copy that may be written to, of `from` or of a seeded workspace that is made when there is none yet. It has reached the disk, so that nothing of
 * the copying goes on while something is measured.
 */
export async function copyOfSeeded(from: string | undefined, amount: Amount): Promise<TemporaryDirectory> {
  const source = from ?? (await seededWorkspace(amount));
  const copy = makeTemporaryDirectory();
  const file = databaseFileIn(copy.path);
  cpSync(databaseFileIn(source), file);
  fsyncSync(openSync(file, 'r+'));
  return copy;
}
