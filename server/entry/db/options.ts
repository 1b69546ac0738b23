import { parseArgs } from 'node:util';

export const USAGE = `usage: npm run db -- COMMAND --data DIR

  status                what the data directory holds and who uses it; changes nothing
  migrate               brings the database up to this program's version
  rollback              undoes the newest migration, with what it held
  verify-journal        walks the whole journal; works while the server serves
  reset-password EMAIL  sets a new password and ends the person's sessions

Exit code 0 only when all is well; 1 when not; 2 for this text.`;

const COMMANDS = ['status', 'migrate', 'rollback', 'verify-journal', 'reset-password'] as const;
type Command = (typeof COMMANDS)[number];

export interface DbOptions {
  readonly command: Command;
  readonly directory: string;
  /** For reset-password; otherwise ''. */
  readonly email: string;
}

/** The command line was not understood. */
export class UsageError extends Error {}

const isCommand = (word: string): word is Command => COMMANDS.some((command) => command === word);

function parse(words: readonly string[]): { data: string | undefined; positionals: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: { data: { type: 'string' } },
      allowPositionals: true,
    });
    return { data: values.data, positionals };
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** @throws UsageError */
export function readDbOptions(words: readonly string[]): DbOptions {
  const { data, positionals } = parse(words);
  const [command = '', email = '', ...more] = positionals;
  if (!isCommand(command)) throw new UsageError(command === '' ? 'Which command?' : `There is no command ${command}.`);
  if (data === undefined || data === '') throw new UsageError('--data DIR says which data directory.');
  if (command === 'reset-password' && email === '') throw new UsageError('Whose password? reset-password EMAIL');
  const [extra] = command === 'reset-password' ? more : positionals.slice(1);
  if (extra !== undefined) throw new UsageError(`What is ${extra} for?`);
  return { command, directory: data, email };
}
