import { DEMO_COLLEAGUES, DEMO_PEOPLE, SPEAKERS, type StaffSpeaker } from './people.ts';
import { CITIES, DAYS, FIRST_NAMES, LAST_NAMES, PRODUCTS, TOPICS } from './phrases.ts';
import type { Random } from './random.ts';
import { DAY_MS, MINUTE_MS, type Story, type StoryLine } from './story.ts';

const HOUR_MS = 60 * MINUTE_MS;
/** How likely somebody writes in each hour of the day: quiet nights, a peak before noon and one in the evening. */
const HOURS = [1, 0, 0, 0, 0, 0, 1, 3, 6, 10, 12, 11, 9, 8, 9, 9, 8, 7, 7, 8, 8, 6, 4, 2] as const;
const BUSY_HOURS = HOURS.flatMap((weight, hour) => Array.from({ length: weight }, () => hour));
const OPENS = 9;
const SHUTS = 18;
/** So many of a hundred customers do not say who they are. */
const NAMELESS = 12;
/** Stories that could not end before this long ago are told as far as they got. */
const NEWEST_MS = 3 * MINUTE_MS;

interface Person {
  readonly name: string | null;
  readonly email: string | null;
}

const asciiOf = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ı', 'i')
    .replaceAll('ø', 'o')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '');

function inventPeople(random: Random, count: number): readonly Person[] {
  const names = FIRST_NAMES.flatMap((first) => LAST_NAMES.map((last) => ({ first, last })));
  return Array.from({ length: count }, () => {
    const [found] = names.splice(random.between(0, names.length - 1), 1);
    if (found === undefined || random.between(1, 100) <= NAMELESS) return { name: null, email: null };
    const { first, last } = found;
    return { name: `${first} ${last}`, email: `${asciiOf(first)}.${asciiOf(last)}@example.com` };
  });
}

const dayOf = (at: number): number => Math.floor(at / DAY_MS) * DAY_MS;
const isWeekend = (at: number): boolean => [0, 6].includes(new Date(at).getUTCDay());

/** The first moment from `at` on at which somebody is in the shop. */
function atWork(at: number): number {
  const day = dayOf(at);
  const hour = (at - day) / HOUR_MS;
  if (isWeekend(at) || hour >= SHUTS) return atWork(day + DAY_MS + OPENS * HOUR_MS + ((at * 7) % 23) * MINUTE_MS);
  return hour < OPENS ? day + OPENS * HOUR_MS + (at % (30 * MINUTE_MS)) : at;
}

function wordsFor(random: Random, person: Person, staffName: string): (template: string) => string {
  const words: Readonly<Record<string, string>> = {
    product: random.pick(PRODUCTS),
    order: String(random.between(18_000, 20_399)),
    city: random.pick(CITIES),
    day: random.pick(DAYS),
    money: `${String(random.between(8, 96))}.${random.pick(['00', '50', '90'])} EUR`,
    staff: staffName,
    name: person.name?.split(' ')[0] ?? 'there',
  };
  return (template) => template.replaceAll(/\{(\w+)\}/g, (whole, word: string) => words[word] ?? whole);
}

const staffNames = new Map<string, string>(
  [...DEMO_PEOPLE, ...DEMO_COLLEAGUES].map(({ email, name }) => [email, name]),
);

function inventStory(random: Random, customer: number, person: Person, startedAt: number, now: number): Story {
  const speaker = random.pick(Object.keys(SPEAKERS) as StaffSpeaker[]);
  const say = wordsFor(random, person, staffNames.get(SPEAKERS[speaker])?.split(' ')[0] ?? '');
  const topic = random.pick(TOPICS);
  const newest = now - NEWEST_MS;
  const lines: StoryLine[] = [{ at: startedAt, speaker: 'c', body: say(random.pick(topic.openings)) }];
  let at = startedAt;
  // Most stories are told to their end, some stop where the customer has gone or nobody has answered yet.
  const turns = random.between(1, 10) > 2 ? topic.turns : topic.turns.slice(0, random.between(1, topic.turns.length));
  for (const [index, ways] of turns.entries()) {
    const byStaff = index % 2 === 0;
    at += random.between(1, byStaff ? 14 : 6) * MINUTE_MS + random.between(0, 59_000);
    if (byStaff) at = atWork(at);
    if (at > newest) break;
    lines.push({ at, speaker: byStaff ? speaker : 'c', body: say(random.pick(ways)) });
  }
  const closedAt = atWork(at + random.between(3, 240) * MINUTE_MS);
  return { customer, ...person, lines, closed: closedAt > newest ? null : { at: closedAt, by: speaker } };
}

export interface InventOptions {
  readonly customers: number;
  readonly conversations: number;
  /** Days before `now` in which they happened. */
  readonly days: number;
  readonly now: number;
  /** The number of the first customer. */
  readonly firstCustomer: number;
}

/** A time in the shop's days: fewer on weekends, more in busy hours. */
function inventTime(random: Random, from: number, days: number): number {
  const at = dayOf(from + random.between(0, days - 1) * DAY_MS);
  if (isWeekend(at) && random.between(1, 3) > 1) return inventTime(random, from, days);
  return at + random.pick(BUSY_HOURS) * HOUR_MS + random.between(0, HOUR_MS - 1);
}

/**
 * Stories from a seed, at least one for each customer. A customer's next one begins after the one before was closed; what is still open is
 * from the last days, as in a shop that answers.
 */
export function inventStories(random: Random, options: InventOptions): readonly Story[] {
  const { customers, conversations, days, now, firstCustomer } = options;
  const people = inventPeople(random, customers);
  const from = now - days * DAY_MS;
  const freeFrom = new Map<number, number>();
  const stories: Story[] = [];
  // In the order of time, so that whoever returns is known to be free.
  const times = Array.from({ length: conversations }, () => inventTime(random, from, days)).sort((a, b) => a - b);
  for (const [index, time] of times.entries()) {
    const at = Math.min(Math.max(time, from), now - DAY_MS / 12);
    const free = people.map((_, customer) => customer).filter((customer) => (freeFrom.get(customer) ?? 0) < at);
    const fresh = free.filter((customer) => !freeFrom.has(customer));
    // The unknown customers are spread over the whole time, and none is left over at its end.
    const mustBeFresh = fresh.length > 0 && random.next() < (fresh.length + 1) / (conversations - index);
    const customer = random.pick(mustBeFresh ? fresh : free);
    const person = people[customer] ?? { name: null, email: null };
    const story = inventStory(random, firstCustomer + customer, person, at, now);
    freeFrom.set(customer, story.closed === null ? Infinity : story.closed.at);
    stories.push(story);
  }
  return stories;
}
