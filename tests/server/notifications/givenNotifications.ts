import { onTestFinished } from 'vitest';
import type { OperationName, OutputOf, ParsedInputOf } from '#shared/contract.ts';
import type { Ability } from '#shared/notifications/kinds.ts';
import type { Principal, StaffPrincipal } from '#shared/wire/access.ts';
import { SESSION_LIFETIME_MS } from '#server/accounts/outside.ts';
import { startCore } from '#server/core/startCore.ts';
import { openForWriting } from '#server/storage/sqlite/connection.ts';
import { databaseFileIn } from '#server/storage/sqlite/dataDirectory.ts';
import { createOwnCalls } from '#server/wiring/ownCalls.ts';
import { createManualClock } from '#tests/support/clock.ts';
import { createMemoryLog } from '#tests/support/log.ts';
import { newId } from '#tests/support/make.ts';
import { PEOPLE, type Who } from '#tests/support/people.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { THREAD_ENTRY } from '#tests/support/testServer.ts';
import { makeWorkspace } from '#tests/support/workspace.ts';

/** The real core with a real database, whose journal is followed when a test says so. */
export async function givenNotifications() {
  const clock = createManualClock();
  const directory = makeTemporaryDirectory();
  const people = await makeWorkspace(directory.path, { now: clock.now() });
  const databaseFile = databaseFileIn(directory.path);
  const open = () =>
    startCore({
      databaseFile,
      synchronous: 'NORMAL',
      mode: 'inline',
      threadEntry: THREAD_ENTRY,
      clock: clock.now,
      onCommitted: () => undefined,
      onLost: () => undefined,
      onError: () => undefined,
    });
  let core = await open();
  const calls = () => createOwnCalls(core, createMemoryLog().logger, () => undefined);
  let own = calls();
  const beside = openForWriting(databaseFile, { synchronous: 'NORMAL' });
  onTestFinished(async () => {
    await core.close();
    beside.close();
    directory.remove();
  });
  const submit = <Name extends OperationName>(name: Name, input: ParsedInputOf<Name>, by?: Principal) =>
    own.submit(name, input, by);
  const sessions = Object.fromEntries(Object.keys(people).map((who): [string, string] => [who, newId()])) as Record<
    Who,
    string
  >;
  for (const who of Object.keys(people) as Who[])
    await beside.unit.db
      .insertInto('session')
      .values({
        id: sessions[who],
        accountId: people[who],
        tokenHash: newId(),
        client: 'Firefox',
        address: '',
        deviceHash: 'known',
        isNews: 0,
        createdAt: clock.now(),
        lastUsedAt: null,
        expiresAt: clock.now() + SESSION_LIFETIME_MS,
        revokedAt: null,
      })
      .execute();
  const as = (who: Who): StaffPrincipal => ({
    kind: 'staff',
    accountId: people[who],
    sessionId: sessions[who],
    name: PEOPLE[who].name,
    roles: [...PEOPLE[who].roles],
    expiresAt: Infinity,
  });
  const call = <Name extends OperationName>(
    who: Who,
    name: Name,
    input: ParsedInputOf<Name>,
  ): Promise<OutputOf<Name>> => submit(name, input, as(who));

  /** Follows the journal to its end. @returns whose notifications changed. */
  async function follow(polls = false): Promise<ReadonlySet<string>> {
    const changed = new Set<string>();
    for (let more = true; more;) {
      const { accountIds, hasMore } = await submit('notifications.follow', { polls });
      for (const id of accountIds) changed.add(id);
      more = hasMore;
      polls = false;
    }
    return changed;
  }

  const [site] = await beside.unit.db.selectFrom('site').select('id').execute();
  /** A customer who has written, as the gateway lets one in. */
  async function write(
    body = 'Where is my order?',
    in_?: { readonly principal: Principal; readonly conversationId: string },
  ) {
    const principal: Principal = in_?.principal ?? {
      kind: 'visitor',
      visitorId: newId(),
      siteId: site?.id ?? '',
      tokenHash: newId(),
    };
    const conversationId =
      in_?.conversationId ?? (await submit('chat.start', { id: newId() }, principal)).conversationId;
    const message = { id: newId(), conversationId, body };
    const { seq } = await submit('chat.send', message, principal);
    return { principal, conversationId, seq };
  }

  async function device(who: Who, ability: Ability = 'granted'): Promise<string> {
    const deviceId = newId();
    await call(who, 'notifications.registerDevice', { deviceId, name: 'Firefox', form: 'browser', ability });
    return deviceId;
  }
  const list = async (who: Who, filter: 'open' | 'all' = 'open') =>
    (await call(who, 'notifications.list', { before: null, filter })).notifications;
  const fates = async (who: Who) => {
    const { items } = await call('admin', 'notifications.ledger', {
      before: null,
      kind: null,
      state: null,
      accountId: people[who],
    });
    return items;
  };
  /** Each delivery as `channel state reason`, of all of somebody's notifications, oldest first. */
  const told = async (who: Who) =>
    (await fates(who))
      .reverse()
      .flatMap(({ deliveries }) =>
        deliveries.map(({ channel, state, reason }) => [channel, state, reason ?? ''].join(' ').trim()),
      );
  return {
    people,
    sessions,
    clock,
    submit,
    call,
    follow,
    write,
    device,
    list,
    fates,
    told,
    db: beside.unit.db,
    raw: beside.raw,
    /** The process ends and is started again on the same files. */
    restart: async () => {
      await core.close();
      core = await open();
      own = calls();
    },
  };
}
