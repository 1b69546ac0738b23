import type { Database } from 'better-sqlite3';
import type { InboxView } from '#shared/chat/contract.ts';
import type { InputOf, QueryName } from '#shared/contract.ts';
import type { Role, StaffPrincipal } from '#shared/wire/access.ts';
import { createRandom } from '#server/demo/random.ts';

export interface Asked {
  readonly name: QueryName;
  readonly input: unknown;
}

/** Something a colleague does, which takes one or two calls at once, as the console makes them. */
export interface Step {
  readonly name: string;
  readonly by: StaffPrincipal;
  /** The calls of one time; another time it is another conversation or place. */
  readonly calls: () => readonly Asked[];
}

const PAGE = 50;
const VIEWS: readonly InboxView[] = ['mine', 'unassigned', 'all', 'closed'];
const asked = <Name extends QueryName>(name: Name, input: InputOf<Name>): Asked => ({ name, input });

export function staffCalled(database: Database, email: string): StaffPrincipal {
  const { id, name, rolesJson } = database
    .prepare<[string], { id: string; name: string; rolesJson: string }>('SELECT * FROM account WHERE email = ?')
    .get(email) ?? { id: '', name: '', rolesJson: '[]' };
  const roles = JSON.parse(rolesJson) as Role[];
  return { kind: 'staff', accountId: id, sessionId: '', name, roles, expiresAt: Infinity };
}

/** What people do in an inbox, for a seeded workspace. */
export function inboxSteps(database: Database): readonly Step[] {
  const random = createRandom(1);
  const support = staffCalled(database, 'support@demo.test');
  const finance = staffCalled(database, 'finance@demo.test');
  const ids = (condition: string): readonly string[] =>
    database.prepare<[], string>(`SELECT id FROM conversation WHERE ${condition} ORDER BY number`).pluck().all();
  const all = ids('lastSeq > 0');
  const long = ids(`lastSeq > ${String(3 * PAGE)}`);
  const places = database
    .prepare<[], { activeAt: number; id: string }>("SELECT activeAt, id FROM conversation WHERE status = 'closed'")
    .all();
  const page = (view: InboxView) => asked('chat.conversations', { view, limit: PAGE });
  const counts = asked('chat.counts', {});
  return [
    ...VIEWS.map((view) => ({ name: `open the inbox: ${view}`, by: support, calls: () => [page(view), counts] })),
    { name: 'open the inbox: mine, of somebody who has none', by: finance, calls: () => [page('mine'), counts] },
    ...VIEWS.map((view) => ({ name: `switch to ${view}`, by: support, calls: () => [page(view)] })),
    {
      name: 'scroll to another page of closed',
      by: support,
      calls: () => [asked('chat.conversations', { view: 'closed', limit: PAGE, after: random.pick(places) })],
    },
    {
      name: 'open a conversation',
      by: support,
      calls: () => {
        const conversationId = random.pick(all);
        return [asked('chat.history', { conversationId, limit: PAGE }), asked('chat.conversation', { conversationId })];
      },
    },
    {
      name: 'open a long conversation',
      by: support,
      calls: () => {
        const conversationId = random.pick(long);
        return [asked('chat.history', { conversationId, limit: PAGE }), asked('chat.conversation', { conversationId })];
      },
    },
    {
      name: 'page back in it',
      by: support,
      calls: () => [
        asked('chat.history', {
          conversationId: random.pick(long),
          before: random.between(PAGE + 1, 3 * PAGE),
          limit: PAGE,
        }),
      ],
    },
  ];
}
