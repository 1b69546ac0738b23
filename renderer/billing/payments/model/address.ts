import { isDay } from '#renderer/audit/model/place.ts';
import { PERIODS, type Days, type Time } from './period.ts';

/** A part of an address: a name and what it is, or nothing. */
export type AddressPart = readonly [string, string | null | undefined];

/** Written so that no part of an address means anything: the router decodes percent signs once too often. */
const encode = (text: string): string => encodeURIComponent(text).replaceAll('~', '%7E').replaceAll('%', '~');
function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('~', '%'));
  } catch {
    return '';
  }
}

/** `state=failed&when=lastWeek`; what is nothing is left out. */
export const queryOf = (parts: readonly AddressPart[]): string =>
  parts
    .filter((part): part is readonly [string, string] => part[1] !== null && part[1] !== undefined && part[1] !== '')
    .map(([name, value]) => `${name}=${encode(value)}`)
    .join('&');

/** What a query has, by name. */
export const givenIn = (query: string): ReadonlyMap<string, string> =>
  new Map(
    query.split('&').map((part) => {
      const at = part.indexOf('=');
      return [part.slice(0, at), decode(part.slice(at + 1))] as const;
    }),
  );

export function timeParts(time: Time | undefined): readonly AddressPart[] {
  if (typeof time === 'string') return [['when', time]];
  return [
    ['from', time?.from],
    ['to', time?.to],
  ];
}

export function daysGiven(given: ReadonlyMap<string, string>, ...names: readonly [string, string]): Days | undefined {
  const [from = null, to = null] = names.map((name) => {
    const text = given.get(name);
    return text !== undefined && isDay(text) ? text : null;
  });
  return from === null && to === null ? undefined : { from, to };
}

export function timeGiven(given: ReadonlyMap<string, string>): Time | undefined {
  const period = PERIODS.find((one) => one === given.get('when'));
  return period ?? daysGiven(given, 'from', 'to');
}

/** Those of some known words that are named, in their order; undefined for none. */
export function listGiven<Of extends string>(text: string | undefined, known: readonly Of[]): Of[] | undefined {
  const given = text?.split(',') ?? [];
  const found = known.filter((one) => given.includes(one));
  return found.length === 0 ? undefined : found;
}

/** Reads single values; what does not hold is undefined. */
export function valuesGiven(given: ReadonlyMap<string, string>) {
  const valid = (name: string, holds: RegExp): string | undefined => {
    const text = given.get(name);
    return text !== undefined && holds.test(text) ? text : undefined;
  };
  const amount = (name: string): number | undefined => {
    const text = valid(name, /^\d{1,15}$/);
    return text === undefined ? undefined : Number(text);
  };
  return { valid, amount };
}

/** Without what is undefined. */
export const onlyGiven = <Of extends object>(found: Of): { [Name in keyof Of]?: Exclude<Of[Name], undefined> } =>
  Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Of]?: Exclude<Of[Name], undefined>;
  };
