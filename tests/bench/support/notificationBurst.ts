import { startCore } from '#server/core/startCore.ts';
import { openForWriting } from '#server/storage/sqlite/connection.ts';
import { databaseFileIn } from '#server/storage/sqlite/dataDirectory.ts';
import { createNotifications } from '#server/wiring/notifications.ts';
import { createOwnCalls } from '#server/wiring/ownCalls.ts';
import { memorySecrets } from '#server/billing/outside.ts';
import type { Committed } from '#server/journal/context.ts';
import type { Principal, StaffPrincipal } from '#shared/wire/access.ts';
import { createMemoryLog } from '#tests/support/log.ts';
import { newId } from '#tests/support/make.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { THREAD_ENTRY } from '#tests/support/testServer.ts';
import { makeWorkspace } from '#tests/support/workspace.ts';

/** What came of one burst. */
export interface BurstReport {
  readonly notifications: number;
  /** By `state`, of the deliveries to devices. */
  readonly fates: Readonly<Record<string, number>>;
  /** Notices that people saw: many are of several notifications. */
  readonly notices: number;
  readonly bundled: number;
  /** From the first message to the last report. */
  readonly tookMs: number;
}

export interface OfficeOptions {
  /** Colleagues who may answer, each with one device. */
  readonly people: number;
  readonly mode: 'worker' | 'inline';
  /** How many times as fast as any other the clock of this office goes; only with the core on this thread. */
  readonly pace?: number;
}

const rest = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

/** The real core and the real follower, and a team whose devices claim, show and report as they are told that something has changed. */
export async function openOffice({ people, mode, pace = 1 }: OfficeOptions) {
  const opened = Date.now();
  const clock = (): number => Math.round(opened + (Date.now() - opened) * pace);
  const directory = makeTemporaryDirectory();
  await makeWorkspace(directory.path, { now: Date.now() });
  const databaseFile = databaseFileIn(directory.path);
  const beside = openForWriting(databaseFile, { synchronous: 'NORMAL' });
  const { db } = beside.unit;
  const { id: siteId } = await db.selectFrom('site').select('id').executeTakeFirstOrThrow();
  await db.updateTable('account').set({ rolesJson: '["admin"]' }).execute();
  const team = Array.from({ length: people }, () => ({ accountId: newId(), deviceId: newId() }));
  for (const [place, { accountId }] of team.entries())
    await db
      .insertInto('account')
      .values({
        id: accountId,
        email: `${accountId}@shop.test`,
        name: `Colleague ${String(place)}`,
        rolesJson: '["support"]',
        passwordHash: '',
        createdAt: Date.now(),
        deactivatedAt: null,
      })
      .execute();

  const onError = (error: unknown): void => {
    throw error;
  };
  let notices = 0;
  let shown = 0;
  let onCommitted = (_: readonly Committed[]): void => undefined;
  const core = await startCore({
    databaseFile,
    synchronous: 'FULL',
    mode,
    threadEntry: THREAD_ENTRY,
    clock,
    onCommitted: (committed) => {
      onCommitted(committed);
    },
    onLost: onError,
    onError,
  });
  const { submit } = createOwnCalls(core, createMemoryLog().logger, onError);
  const as = (accountId: string): StaffPrincipal => ({
    kind: 'staff',
    accountId,
    sessionId: newId(),
    name: 'Colleague',
    roles: ['support'],
    expiresAt: Infinity,
  });
  const deviceOf = new Map(team.map(({ accountId, deviceId }) => [accountId, deviceId]));
  const claiming = new Map<string, boolean>();
  let isClosed = false;
  let underWay = 0;

  /** One device's round, as renderer/notifications/showing.ts has it: one at a time, and again when it was told meanwhile. */
  async function claim(accountId: string): Promise<void> {
    const deviceId = deviceOf.get(accountId);
    if (deviceId === undefined || isClosed) return;
    if (claiming.has(accountId)) {
      claiming.set(accountId, true);
      return;
    }
    claiming.set(accountId, false);
    underWay += 1;
    const { items, nextAt } = await submit('notifications.claim', { deviceId, isAttended: false }, as(accountId));
    for (const { ids } of items) {
      notices += 1;
      await submit('notifications.report', { deviceId, ids, outcome: 'shown', reason: null }, as(accountId));
      shown += ids.length;
    }
    underWay -= 1;
    const isAgain = claiming.get(accountId) === true;
    claiming.delete(accountId);
    if (isAgain) await claim(accountId);
    else if (nextAt !== null) setTimeout(() => void claim(accountId), Math.max(0, (nextAt - clock()) / pace)).unref();
  }

  const notifications = createNotifications({
    submit,
    feed: {
      touch: (topics) => {
        for (const topic of topics) void claim(topic.slice('notifications:'.length));
      },
    },
    secrets: memorySecrets(),
    allowsLoopback: false,
    publicUrl: undefined,
    clock,
    now: () => performance.now(),
    after: (ms, run) => {
      const timer = setTimeout(run, ms / pace).unref();
      return () => {
        clearTimeout(timer);
      };
    },
    onError,
  });
  onCommitted = notifications.committed;
  await notifications.start();
  for (const { accountId, deviceId } of team)
    await submit(
      'notifications.registerDevice',
      { deviceId, name: 'Bench', form: 'desktop', ability: 'granted' },
      as(accountId),
    );

  const start = async () => {
    const principal: Principal = { kind: 'visitor', visitorId: newId(), siteId, tokenHash: newId() };
    const { conversationId } = await submit('chat.start', { id: newId() }, principal);
    const write = () => submit('chat.send', { id: newId(), conversationId, body: 'Where is my order?' }, principal);
    return { conversationId, write };
  };

  const deliveries = () =>
    db
      .selectFrom('notification_delivery')
      .innerJoin('notification', 'notification.id', 'notification_delivery.notificationId')
      .where('channel', '=', 'system')
      .where('kind', '=', 'messageWaiting');

  return {
    start,
    /** A conversation of the first colleague's, in which messages concern nobody else. */
    startOwn: async () => {
      const [first] = team;
      const { conversationId, write } = await start();
      if (first !== undefined)
        await submit('chat.assign', { id: newId(), conversationId, assigneeId: first.accountId }, as(first.accountId));
      return write;
    },
    /** So many customers write to nobody in particular, all at once: each message is everybody's. Resolves when each has its fate. */
    burst: async (customers: number): Promise<BurstReport> => {
      const conversations = await Promise.all(Array.from({ length: customers }, start));
      const before = { notices, shown };
      const from = performance.now();
      await Promise.all(conversations.map(({ write }) => write()));
      const expected = customers * people;
      const ids = conversations.map(({ conversationId }) => conversationId);
      const counted = async () =>
        deliveries()
          .select(({ fn }) => ['state', 'isBundled', fn.countAll<number>().as('count')])
          .where('subjectId', 'in', ids)
          .groupBy(['state', 'isBundled'])
          .execute();
      const until = Date.now() + 120_000;
      // The database is asked when the devices have told of as many: to ask it on and on would be what holds up the chat.
      while (shown - before.shown < expected && Date.now() < until) await rest(50);
      let rows = await counted();
      const settled = () => rows.reduce((sum, { state, count }) => sum + (state === 'shown' ? count : 0), 0);
      while (settled() < expected && Date.now() < until) {
        await rest(500);
        rows = await counted();
      }
      const tookMs = Math.round(performance.now() - from);
      const fates: Record<string, number> = {};
      for (const { state, count } of rows) fates[state] = (fates[state] ?? 0) + count;
      return {
        notifications: rows.reduce((sum, { count }) => sum + count, 0),
        fates,
        notices: notices - before.notices,
        bundled: rows.reduce((sum, { isBundled, count }) => sum + (isBundled === 1 ? count : 0), 0),
        tookMs,
      };
    },
    close: async () => {
      isClosed = true;
      await notifications.stop();
      while (underWay > 0) await rest(5);
      await core.close();
      beside.close();
      directory.remove();
    },
  };
}
