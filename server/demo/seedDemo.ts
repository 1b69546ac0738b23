import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { CommandName, OutputOf, ParsedInputOf } from '#shared/contract.ts';
import type { SiteTheme } from '#shared/chat/contract.ts';
import type { Principal, StaffPrincipal, VisitorPrincipal } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import { hashPassword } from '#server/accounts/password.ts';
import type { CoreCall } from '#server/core/call.ts';
import { createWriter } from '#server/core/writer.ts';
import { features } from '#server/features.ts';
import type { WriteConnection } from '#server/storage/unitOfWork.ts';
import { DEMO_CONVERSATIONS, type DemoConversation } from './conversations.ts';
import { DEMO_PEOPLE, DEMO_SIGN_INS } from './people.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export const DEMO_SITE_KEY = 'demo';

const DEMO_SITE_THEME = {
  accent: '#9a4a2f',
  greeting: 'Questions about a piece, a glaze or an order? We read everything.',
} satisfies SiteTheme;

type Run = <Name extends CommandName>(
  name: Name,
  input: ParsedInputOf<Name>,
  principal: Principal,
  at: number,
) => Promise<OutputOf<Name>>;

/** Ids carry the time of the story, so that they sort as it went. */
const idAt = (at: number): string => uuidv7({ msecs: at });

type Speaker = 'c' | 's' | 'a';

async function tell(
  run: Run,
  story: DemoConversation,
  siteId: string,
  staff: Readonly<Record<'s' | 'a', StaffPrincipal>>,
  now: number,
): Promise<void> {
  let at = now - story.startedAgo * MINUTE_MS;
  const visitor: VisitorPrincipal = {
    kind: 'visitor',
    visitorId: idAt(at),
    siteId,
    // Nobody holds a token with this hash: these visitors do not come back.
    tokenHash: createHash('sha256').update(uuidv7()).digest('hex'),
  };
  const id = idAt(at);
  const { conversationId } = await run('chat.start', { id }, visitor, at);
  if (story.customer !== null) {
    await run(
      'customers.describe',
      { customerId: id, name: story.customer, email: story.email },
      { kind: 'system' },
      at,
    );
  }
  let seq = 0;
  for (const line of story.lines) {
    const speaker = line.slice(0, 1) as Speaker;
    const message = { id: idAt(at), conversationId, body: line.slice(2) };
    if (speaker === 'c') {
      ({ seq } = await run('chat.send', message, visitor, at));
    } else {
      await run('chat.read', { conversationId, seq }, staff[speaker], at);
      ({ seq } = await run('chat.reply', message, staff[speaker], at));
      await run('chat.read', { conversationId, seq }, visitor, at);
    }
    at += story.pace * MINUTE_MS;
  }
  if (story.closed) {
    await run('chat.read', { conversationId, seq }, staff.s, at);
    await run('chat.close', { id: idAt(at), conversationId }, staff.s, at);
  }
}

/** Fills an empty database with the demo workspace, through the same use cases and journal as everything else. */
export async function seedDemo(connection: WriteConnection, now: number): Promise<void> {
  let clock = now - 30 * DAY_MS;
  const execute = await createWriter({ connection, commands: features.commands, clock: () => clock });
  const run: Run = async (name, input, principal, at) => {
    clock = at;
    const call: CoreCall = { name, input, principal, correlationId: idAt(at), origin: null };
    const { results } = await execute([call]);
    const [result] = results;
    if (result?.ok !== true) {
      const error = result?.error ?? { code: 'INTERNAL', message: 'no answer' };
      throw AppError.fromWire({
        ...error,
        message: `the demo could not be made: ${name}: ${error.message} ${result?.cause ?? ''}`,
      });
    }
    return result.value as OutputOf<typeof name>;
  };

  const passwordHash = await hashPassword(DEMO_SIGN_INS.password);
  const people = DEMO_PEOPLE.map(({ name, email, roles }) => ({
    id: idAt(clock),
    name,
    email,
    roles: [...roles],
    passwordHash,
  }));
  await run(
    'accounts.createWorkspace',
    {
      id: idAt(clock),
      name: 'Kiln & Clay',
      locale: 'en-GB',
      timeZone: 'Europe/London',
      isDemo: true,
      siteKey: DEMO_SITE_KEY,
      siteTheme: DEMO_SITE_THEME,
      people,
    },
    { kind: 'system' },
    clock,
  );
  const site = await connection.unit.db
    .selectFrom('site')
    .select('id')
    .where('key', '=', DEMO_SITE_KEY)
    .executeTakeFirstOrThrow();
  const staffCalled = (email: string): StaffPrincipal => {
    const person = people.find((each) => each.email === email);
    if (person === undefined) throw new TypeError(`nobody in the demo is called ${email}`);
    return {
      kind: 'staff',
      accountId: person.id,
      sessionId: '',
      name: person.name,
      roles: person.roles,
      expiresAt: Infinity,
    };
  };
  const staff = { s: staffCalled('support@demo.test'), a: staffCalled('admin@demo.test') };
  const oldestFirst = [...DEMO_CONVERSATIONS].sort((a, b) => b.startedAgo - a.startedAgo);
  for (const story of oldestFirst) await tell(run, story, site.id, staff, now);
}
