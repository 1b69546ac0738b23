import path from 'node:path';
import type { z } from 'zod';
import { StartError } from '#server/storage/startError.ts';
import { configurationSchema, flagOf, isSetting, type Configuration, type SettingName } from './settings.ts';
import { fromCommandLine, fromEnvironment, fromFile, type Source } from './sources.ts';

export interface ReadConfiguration {
  readonly settings: Configuration & { readonly data: string };
  readonly printsConfig: boolean;
  /** The effective settings and where each came from, as JSON. No setting holds a secret: keys are named by their file. */
  readonly printed: string;
}

/** One line of what is wrong, in the operator's words. */
function explain({ path: [key, ...inside], message }: z.core.$ZodIssue, source: Source): string {
  const name = String(key);
  const given = isSetting(name) ? source[name] : undefined;
  const from = given?.from ?? `--${flagOf(name)}`;
  if (name === 'limits') return `${from} is not right: ${[...inside.map(String), message].join(': ')}.`;
  const words = inside.length === 0 ? message : `must be a list of ${LISTS[name] ?? 'texts'}`;
  const [what, ...why] = words.split(': ');
  const shown =
    given === undefined || !words.startsWith('must') ? '' : `, not ${[given.value].flat().map(String).join(', ')}`;
  return `${from} ${[`${what ?? ''}${shown}`, ...why].join(': ')}.`;
}

const LISTS: Readonly<Record<string, string>> = {
  behindProxy: 'networks such as 10.0.0.0/8',
  publicUrl: 'addresses such as https://support.example.com',
};

/**
 * Reads the command line, the environment and the file, the first of which that has a setting decides it.
 * @throws StartError with every setting that is wrong, a line each.
 */
export function readConfiguration(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ReadConfiguration {
  const commandLine = fromCommandLine(words);
  const file = commandLine.config ?? environment['OPTIMALIQ_CONFIG'];
  const source: Source = {
    ...(file === undefined || file === '' ? {} : fromFile(path.resolve(file))),
    ...fromEnvironment(environment),
    ...commandLine.source,
  };
  const given = Object.fromEntries(Object.entries(source).map(([name, { value }]) => [name, value]));
  const parsed = configurationSchema.safeParse(given);
  if (!parsed.success) throw new StartError(parsed.error.issues.map((issue) => explain(issue, source)).join('\n'));
  const settings = {
    ...parsed.data,
    data: path.resolve(parsed.data.data ?? (parsed.data.demo ? 'data-demo' : 'data')),
  };
  const effective = Object.entries(settings).map(([name, value]) => [
    name,
    { value, from: source[name as SettingName]?.from ?? 'default' },
  ]);
  return {
    settings,
    printsConfig: commandLine.printsConfig,
    printed: JSON.stringify(Object.fromEntries(effective), null, 2),
  };
}
