import { v7 as uuidv7 } from 'uuid';
import type { StaffPrincipal, VisitorPrincipal } from '#shared/wire/access.ts';
import { idAt, told, type Told } from './narrator.ts';
import { CITIES, DAYS, PRODUCTS, TOPICS } from './phrases.ts';
import type { Random } from './random.ts';

/** Conversations under way at once, so that their items lie scattered in the database as in life. */
const AT_ONCE = 400;
/** Of a hundred conversations so many are closed in the end, and so many stay with a colleague; nobody has answered the rest. */
const CLOSED = 90;
const ASSIGNED = 7;
/** One in so many is long, and the long ones hold a quarter of the messages: what pages are for. */
const LONG_EVERY = 100;
const LONG_PART = 0.25;

export interface LoadOptions {
  readonly conversations: number;
  /** In all of them together, at least one each. */
  readonly messages: number;
  readonly siteId: string;
  /** Who answers; not empty. */
  readonly staff: readonly StaffPrincipal[];
  /** UTC milliseconds of the first and the last thing that happens. */
  readonly from: number;
  readonly until: number;
}

type Happening = (at: number) => readonly Told[];

/** What happens in one conversation, in order. `seq` is dense, so it needs no answer from the core. */
function* happenings(
  random: Random,
  visitor: VisitorPrincipal,
  messages: number,
  options: LoadOptions,
): Generator<Happening> {
  const colleague = random.pick(options.staff);
  const fate = random.between(1, 100);
  const topic = random.pick(TOPICS);
  const words: Readonly<Record<string, string>> = {
    product: random.pick(PRODUCTS),
    city: random.pick(CITIES),
    day: random.pick(DAYS),
    order: String(random.between(10_000, 99_999)),
    money: `${String(random.between(5, 99))}.00 EUR`,
    staff: colleague.name,
    name: 'there',
  };
  const say = (ways: readonly string[]) =>
    random.pick(ways).replaceAll(/\{(\w+)\}/g, (whole, word: string) => words[word] ?? whole);
  let conversationId = '';
  yield (at) => {
    conversationId = idAt(at);
    return [told('chat.start', { id: conversationId }, visitor, at)];
  };
  for (let seq = 1; seq <= messages; seq += 1) {
    const bySupport = seq % 2 === 0 && fate <= CLOSED + ASSIGNED;
    const body = say(seq === 1 ? topic.openings : (topic.turns[(seq - 2) % topic.turns.length] ?? topic.openings));
    yield (at) => {
      const message = { id: idAt(at), conversationId, body };
      return [bySupport ? told('chat.reply', message, colleague, at) : told('chat.send', message, visitor, at)];
    };
  }
  if (fate > CLOSED) return;
  yield (at) => [
    told('chat.read', { conversationId, seq: messages }, colleague, at),
    told('chat.close', { id: idAt(at), conversationId }, colleague, at),
  ];
}

/** `total` things shared out evenly among `count`: how many the one at `index` gets. */
const evenly = (total: number, count: number, index: number): number =>
  Math.floor(total / count) + (index < total % count ? 1 : 0);

/** How many messages the conversation at `index` gets: at least one. */
function messagesOf({ conversations, messages }: Pick<LoadOptions, 'conversations' | 'messages'>, index: number) {
  const spare = messages - conversations;
  const long = Math.floor(conversations / LONG_EVERY);
  const inLong = long === 0 ? 0 : Math.floor(spare * LONG_PART);
  const longBefore = Math.min(long, Math.floor(index / LONG_EVERY));
  const isLong = index % LONG_EVERY === LONG_EVERY - 1;
  return (
    1 + (isLong ? evenly(inLong, long, longBefore) : evenly(spare - inLong, conversations - long, index - longBefore))
  );
}

/** Commands that make the load, in the order of their time, from a seed. Every visitor is a customer with one conversation. */
export function* loadStories(random: Random, options: LoadOptions): Generator<Told> {
  const { conversations, messages, siteId, from, until } = options;
  const total = conversations * 2 + messages;
  let happened = 0;
  let begun = 0;
  const open: Generator<Happening>[] = [];

  function begin(): void {
    const share = messagesOf(options, begun);
    const visitor: VisitorPrincipal = { kind: 'visitor', visitorId: uuidv7(), siteId, tokenHash: uuidv7() };
    open.push(happenings(random, visitor, share, options));
    begun += 1;
  }

  for (;;) {
    while (open.length < AT_ONCE && begun < conversations) begin();
    if (open.length === 0) return;
    const index = random.between(0, open.length - 1);
    const happening = open[index]?.next();
    if (happening?.done === false) {
      const at = Math.floor(from + ((until - from) * happened) / total);
      happened += 1;
      yield* happening.value(at);
    } else {
      // The last takes the place of the one that is over.
      const last = open.pop();
      if (last !== undefined && index < open.length) open[index] = last;
    }
  }
}
