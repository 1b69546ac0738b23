import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { StartError } from '#server/storage/startError.ts';
import { flagOf, isSetting, PATHS, SETTINGS, variableOf, type SettingName } from './settings.ts';

export const USAGE =
  'serve --port N --host H --data DIR [--demo] [--tls-cert FILE --tls-key FILE | --behind-proxy CIDR ...] [--public-url URL ...] [--config FILE] [--print-config]';

/** A value as it was written, and the words for where. */
export interface Given {
  readonly value: unknown;
  readonly from: string;
}
export type Source = Partial<Record<SettingName, Given>>;

const NAMES = Object.keys(SETTINGS).filter(isSetting);
const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** JSON that cannot be read stays text, which the schema refuses by its name. */
function fromText(name: SettingName, written: string): unknown {
  if (SETTINGS[name] === 'list')
    return written
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== '');
  if (SETTINGS[name] !== 'json') return written;
  try {
    return JSON.parse(written) as unknown;
  } catch {
    return written;
  }
}

export interface CommandLine {
  readonly source: Source;
  readonly config: string | undefined;
  readonly printsConfig: boolean;
}

/** @throws StartError with the usage. */
export function fromCommandLine(words: readonly string[]): CommandLine {
  const type = (name: SettingName) => (SETTINGS[name] === 'switch' ? 'boolean' : 'string');
  const multiple = (name: SettingName) => SETTINGS[name] === 'list';
  const options = Object.fromEntries(
    NAMES.map((name) => [flagOf(name), { type: type(name), multiple: multiple(name) }] as const),
  );
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { ...options, config: { type: 'string' }, 'print-config': { type: 'boolean', default: false } },
    });
    const given = values as Readonly<Record<string, string | boolean | string[] | undefined>>;
    const source: Source = {};
    for (const name of NAMES) {
      const value = given[flagOf(name)];
      if (value !== undefined)
        source[name] = { value: typeof value === 'string' ? fromText(name, value) : value, from: `--${flagOf(name)}` };
    }
    return {
      source,
      config: typeof given['config'] === 'string' ? given['config'] : undefined,
      printsConfig: given['print-config'] === true,
    };
  } catch (cause) {
    throw new StartError(`${reason(cause)}\nUsage: ${USAGE}`, { cause });
  }
}

export function fromEnvironment(environment: Readonly<Record<string, string | undefined>>): Source {
  const source: Source = {};
  for (const name of NAMES) {
    const written = environment[variableOf(name)];
    if (written !== undefined && written !== '')
      source[name] = { value: fromText(name, written), from: variableOf(name) };
  }
  return source;
}

/** @throws StartError when the file cannot be read, is no JSON object, or has a key that is no setting. */
export function fromFile(file: string): Source {
  const read = (): unknown => {
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as unknown;
    } catch (cause) {
      throw new StartError(`The configuration file ${file} cannot be read: ${reason(cause)}.`, { cause });
    }
  };
  const content = read();
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new StartError(`The configuration file ${file} must hold one JSON object.`);
  const source: Source = {};
  for (const [name, value] of Object.entries(content)) {
    if (!isSetting(name))
      throw new StartError(`"${name}" in ${file} is not a setting. There are: ${NAMES.join(', ')}.`);
    const isPath = PATHS.includes(name) && typeof value === 'string' && value !== '';
    source[name] = {
      value: isPath ? path.resolve(path.dirname(file), value) : (value as unknown),
      from: `"${name}" in ${file}`,
    };
  }
  return source;
}
