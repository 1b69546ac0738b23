import { parseArgs } from 'node:util';
import { readSeedOptions, type SeedOptions } from './seedOptions.ts';

export const USAGE = `usage: npm run db -- COMMAND --data DIR

  status                what the data directory holds and who uses it; changes nothing
  migrate               brings the database up to this program's version
  rollback              undoes the newest migration, with what it held
  verify-journal        walks the whole journal; works while the server serves
  compact               rewrites the database without its unused room
  reset-password EMAIL  sets a new password and ends the person's sessions
  backup-key            makes the key for backups and prints it, once; keep it elsewhere
  backup FILE           writes a backup for that key; works while the server serves
    --unencrypted       for everybody to read
  restore FILE          makes a workspace in the new directory DIR from a backup
    --key-file KEYFILE  the key; otherwise it is asked for, or read from the standard input
  seed --conversations N --messages M [--seed S]
                        fills an empty workspace for load tests; makes one where there is none
    --payments P        and payments, or these alone: rows, totals and search, with nothing behind them

Exit code 0 only when all is well; 1 when not; 2 for this text.`;

const COMMANDS = [
  'status',
  'migrate',
  'rollback',
  'verify-journal',
  'compact',
  'reset-password',
  'backup-key',
  'backup',
  'restore',
  'seed',
] as const;
type Command = (typeof COMMANDS)[number];

export interface DbOptions {
  readonly command: Command;
  readonly directory: string;
  /** The e-mail or file a command asks for; otherwise ''. */
  readonly argument: string;
  readonly isUnencrypted: boolean;
  readonly keyFile: string | null;
  /** For seed; otherwise null. */
  readonly seed: SeedOptions | null;
}

/** What must follow a command, and the question when it does not. */
const ARGUMENTS: Readonly<Partial<Record<Command, string>>> = {
  'reset-password': 'Whose password? reset-password EMAIL',
  backup: 'Into which file? backup FILE',
  restore: 'From which file? restore FILE',
};

/** The command line was not understood. */
export class UsageError extends Error {}

const isCommand = (word: string): word is Command => COMMANDS.some((command) => command === word);

const OPTIONS = {
  data: { type: 'string' },
  unencrypted: { type: 'boolean', default: false },
  'key-file': { type: 'string' },
  conversations: { type: 'string' },
  messages: { type: 'string' },
  payments: { type: 'string' },
  seed: { type: 'string' },
} as const;

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** @throws UsageError */
export function readDbOptions(words: readonly string[]): DbOptions {
  const {
    values: { data, unencrypted: isUnencrypted, 'key-file': keyFile, ...seedWords },
    positionals,
  } = parse(words);
  const [command = '', argument = '', ...more] = positionals;
  if (!isCommand(command)) throw new UsageError(command === '' ? 'Which command?' : `There is no command ${command}.`);
  if (data === undefined || data === '') throw new UsageError('--data DIR says which data directory.');
  const question = ARGUMENTS[command];
  if (question !== undefined && argument === '') throw new UsageError(question);
  const [extra] = question === undefined ? positionals.slice(1) : more;
  if (extra !== undefined) throw new UsageError(`What is ${extra} for?`);
  if (isUnencrypted && command !== 'backup') throw new UsageError('--unencrypted is for backup.');
  if (keyFile !== undefined && command !== 'restore') throw new UsageError('--key-file is for restore.');
  const [stray] = command === 'seed' ? [] : Object.keys(seedWords);
  if (stray !== undefined) throw new UsageError(`What is --${stray} for?`);
  const seed = command === 'seed' ? readSeedOptions(seedWords) : null;
  if (typeof seed === 'string') throw new UsageError(seed);
  return { command, directory: data, argument, isUnencrypted, keyFile: keyFile ?? null, seed };
}
