import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '#scripts/support/paths.ts';

/** The programs of a folder (`tests/torture`, `tests/bench`): each .ts file directly in it is one, named after the file. */
export function programsIn(folder: string): readonly string[] {
  const full = path.join(ROOT, folder);
  if (!existsSync(full)) return [];
  return readdirSync(full)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
}

/** The file of the program that the first argument names; without one that exists, prints which there are and ends the process. */
export function chooseProgram(folder: string, script: string, name: string | undefined): string {
  const names = programsIn(folder);
  if (name !== undefined && names.includes(name)) return path.join(folder, `${name}.ts`);
  if (name !== undefined) console.error(`There is no ${script} named ${name}.`);
  console.error(`usage: npm run ${script} -- NAME, where NAME is one of: ${names.join(', ')}`);
  process.exit(2);
}
