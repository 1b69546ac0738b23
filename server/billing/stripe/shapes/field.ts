/** What can be other than the pinned version of the API says. */
export type Problem = 'missing' | 'unknownField' | 'unknownValue' | 'wrongType';
/** Hears of a field, by its path, that is not as it should be. */
export type Tell = (path: string, problem: Problem) => void;

/** How a field is read out of JSON. What is not as it should be is told, and read as null. */
export interface Field<Value> {
  /** It may be absent. */
  readonly isOptional?: true;
  readonly read: (value: unknown, path: string, tell: Tell) => Value | null;
}

export type Fields = Readonly<Record<string, Field<unknown>>>;
/** What reading gives: every field may be null, since Stripe may send anything. */
export type Read<Table extends Fields> = {
  readonly [Name in keyof Table]: Table[Name] extends Field<infer Value> ? Value | null : never;
};

export type Json = Readonly<Record<string, unknown>>;

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function typed<Value>(isRight: (value: unknown) => boolean): Field<Value> {
  return {
    read: (value, path, tell) => {
      if (isRight(value)) return value as Value;
      tell(path, 'wrongType');
      return null;
    },
  };
}

export const text = typed<string>((value) => typeof value === 'string');
export const flag = typed<boolean>((value) => typeof value === 'boolean');
/** An amount or a second. */
export const whole = typed<number>(Number.isSafeInteger);
/** A number with decimals, such as an exchange rate. */
export const decimal = typed<number>(Number.isFinite);
/** Metadata: texts by name. */
export const texts = typed<Readonly<Record<string, string>>>(
  (value) => isJson(value) && Object.values(value).every((one) => typeof one === 'string'),
);

/** The field may be null. */
export const orNull = <Value>({ read }: Field<Value>): Field<Value> => ({
  read: (value, path, tell) => (value === null ? null : read(value, path, tell)),
});

/** The field may be absent. */
export const optional = <Value>(field: Field<Value>): Field<Value> => ({ ...field, isOptional: true });

/** One of the words that this version knows. */
export function oneOf<const Word extends string>(...words: readonly Word[]): Field<Word> {
  return {
    read: (value, path, tell) => {
      if ((words as readonly unknown[]).includes(value)) return value as Word;
      tell(path, typeof value === 'string' ? 'unknownValue' : 'wrongType');
      return null;
    },
  };
}

/** Reads the fields of `table`; what else there is, is left alone. */
export function readFields<const Table extends Fields>(
  table: Table,
  json: Json,
  path: string,
  tell: Tell,
): Read<Table> {
  const read: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(table)) {
    const own = path === '' ? name : `${path}.${name}`;
    if (Object.hasOwn(json, name)) read[name] = field.read(json[name], own, tell);
    else {
      read[name] = null;
      if (field.isOptional !== true) tell(own, 'missing');
    }
  }
  return read as Read<Table>;
}

export const hash = <const Table extends Fields>(table: Table): Field<Read<Table>> => ({
  read: (value, path, tell) => {
    if (isJson(value)) return readFields(table, value, path, tell);
    tell(path, 'wrongType');
    return null;
  },
});

/** A list; what is wrong in any of its items is told of all of them together. */
export const list = <Value>(item: Field<Value>): Field<readonly Value[]> => ({
  read: (value, path, tell) => {
    if (Array.isArray(value))
      return value.map((one: unknown) => item.read(one, `${path}[]`, tell)).filter((one) => one !== null);
    tell(path, 'wrongType');
    return null;
  },
});

/** All the names of `Resource`: one left out, or one too many, does not compile. */
export const every =
  <Resource>() =>
  <const Names extends readonly (keyof Resource & string)[]>(
    ...names: [Exclude<keyof Resource, Names[number]>] extends [never] ? Names : never
  ): ReadonlySet<string> =>
    new Set(names);
