import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { StartError } from '#server/storage/startError.ts';

/** Asks one line on the terminal; what is typed is not shown. */
function askSilently(question: string, missing: string): Promise<string> {
  const nowhere = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  process.stderr.write(question);
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      resolve(line);
      lines.close();
    });
    // Ctrl+C and Ctrl+D; after a line the promise is settled already.
    lines.on('SIGINT', () => lines.close());
    lines.on('close', () => {
      process.stderr.write('\n');
      reject(new StartError(missing));
    });
  });
}

async function firstLineOfInput(missing: string): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  throw new StartError(missing);
}

/**
 * The new password: asked for twice on a terminal, otherwise the first line of the standard input.
 * @throws StartError when none is given or the two differ.
 */
export async function askPassword(email: string): Promise<string> {
  if (!process.stdin.isTTY)
    return firstLineOfInput('No password was given on the standard input. Nothing was changed.');
  const missing = 'No password was given. Nothing was changed.';
  const password = await askSilently(`New password for ${email}: `, missing);
  if ((await askSilently('The same again: ', missing)) !== password) {
    throw new StartError('The two passwords differ. Nothing was changed.');
  }
  return password;
}

/**
 * The backup's key, asked for on a terminal, otherwise the first line of the standard input.
 * @throws StartError when none is given.
 */
export async function askKey(): Promise<string> {
  const missing = 'No key was given. Nothing was changed.';
  return (await (process.stdin.isTTY ? askSilently('Key of the backup: ', missing) : firstLineOfInput(missing))).trim();
}
