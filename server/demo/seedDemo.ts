import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { SiteTheme } from '#shared/chat/contract.ts';
import type { StaffPrincipal, VisitorPrincipal } from '#shared/wire/access.ts';
import type { WriteConnection } from '#server/storage/unitOfWork.ts';
import { DEMO_DAYS, demoStories } from './demoStories.ts';
import { makeDemoWorkspace, type DemoWorkspace } from './makeWorkspace.ts';
import { createNarrator, idAt, withinTransaction, type Narrator } from './narrator.ts';
import type { StaffSpeaker } from './people.ts';
import { DAY_MS, type Story } from './story.ts';

export const DEMO_SITE_KEY = 'demo';

const DEMO_SITE_THEME = {
  accent: '#9a4a2f',
  greeting: 'Questions about a piece, a glaze or an order? We read everything.',
} satisfies SiteTheme;

export interface DemoSeed {
  /** UTC milliseconds: what happened is told up to then. */
  readonly now: number;
  /** Whether customers are asked for money, which a Stripe must then be there to take. */
  readonly asksForMoney: boolean;
}

/** One thing that happens. Those of one story happen in their order, so each may use what the one before it left. */
interface Step {
  readonly at: number;
  happen(): Promise<void>;
}

interface Customer {
  readonly id: string;
  readonly visitor: VisitorPrincipal;
}

function stepsOf(
  story: Story,
  { tell }: Narrator,
  staff: Readonly<Record<StaffSpeaker, StaffPrincipal>>,
  customers: Map<number, Customer>,
  siteId: string,
  asksForMoney: boolean,
): readonly Step[] {
  const startedAt = story.lines[0]?.at ?? 0;
  const conversationId = idAt(startedAt);
  let seq = 0;

  function visitorOf(): { readonly visitor: VisitorPrincipal; readonly isNew: boolean } {
    const known = customers.get(story.customer);
    if (known !== undefined) return { visitor: known.visitor, isNew: false };
    const visitor: VisitorPrincipal = {
      kind: 'visitor',
      visitorId: idAt(startedAt),
      siteId,
      // Nobody holds a token with this hash: these visitors do not come back.
      tokenHash: createHash('sha256').update(uuidv7()).digest('hex'),
    };
    customers.set(story.customer, { id: conversationId, visitor });
    return { visitor, isNew: true };
  }

  async function start(): Promise<void> {
    const { visitor, isNew } = visitorOf();
    await tell('chat.start', { id: conversationId }, visitor, startedAt);
    if (!isNew || story.name === null) return;
    const description = { customerId: conversationId, name: story.name, email: story.email };
    await tell('customers.describe', description, { kind: 'system' }, startedAt);
  }

  const speak = async ({ at, speaker, body }: Story['lines'][number]): Promise<void> => {
    const { visitor } = visitorOf();
    const message = { id: idAt(at), conversationId, body };
    if (speaker === 'c') {
      ({ seq } = await tell('chat.send', message, visitor, at));
      return;
    }
    await tell('chat.read', { conversationId, seq }, staff[speaker], at);
    ({ seq } = await tell('chat.reply', message, staff[speaker], at));
    await tell('chat.read', { conversationId, seq }, visitor, at);
  };

  const close = async (at: number, by: StaffSpeaker): Promise<void> => {
    await tell('chat.read', { conversationId, seq }, staff[by], at);
    await tell('chat.close', { id: idAt(at), conversationId }, staff[by], at);
  };

  const askFor = async ({ at, by, ...asked }: NonNullable<Story['ask']>): Promise<void> => {
    await tell('billing.recordRequest', { id: idAt(at), conversationId, ...asked }, staff[by], at);
  };

  const { closed, ask } = story;
  return [
    { at: startedAt, happen: start },
    ...story.lines.map((line) => ({ at: line.at, happen: () => speak(line) })),
    ...(ask === undefined || !asksForMoney ? [] : [{ at: ask.at, happen: () => askFor(ask) }]),
    ...(closed === null ? [] : [{ at: closed.at, happen: () => close(closed.at, closed.by) }]),
  ];
}

async function tellStories(
  narrator: Narrator,
  { siteId, staff }: DemoWorkspace,
  { now, asksForMoney }: DemoSeed,
): Promise<void> {
  const customers = new Map<number, Customer>();
  const steps = demoStories(now).flatMap((story) => stepsOf(story, narrator, staff, customers, siteId, asksForMoney));
  // The journal tells them as they happened; sorting keeps the order of what happened at once.
  for (const { happen } of steps.sort((a, b) => a.at - b.at)) await happen();
}

/**
 * Fills an empty database with the demo workspace, through the same use cases and journal as everything else, and in one
 * transaction: a demo is whole or not there.
 */
export async function seedDemo(connection: WriteConnection, seed: DemoSeed): Promise<void> {
  const { now } = seed;
  connection.begin();
  try {
    const narrator = await createNarrator(withinTransaction(connection));
    const workspace = await makeDemoWorkspace(narrator, connection.unit.db, {
      name: 'Kiln & Clay',
      siteKey: DEMO_SITE_KEY,
      siteTheme: DEMO_SITE_THEME,
      at: now - (DEMO_DAYS + 1) * DAY_MS,
    });
    await tellStories(narrator, workspace, seed);
    connection.commit();
  } catch (error) {
    connection.rollback();
    throw error;
  }
}
