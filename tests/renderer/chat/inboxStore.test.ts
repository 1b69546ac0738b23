import { describe, expect, it } from 'vitest';
import { createInboxStore, type InboxStore } from '#renderer/chat/state/inboxStore.ts';
import type { ConversationSummary, InboxView } from '#shared/chat/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import { settle } from '#tests/renderer/chat/support/fakeClient.ts';
import {
  changed,
  COLLEAGUE,
  makeStage,
  makeSummary,
  ME,
  NO_RECEIPTS,
  type Stage,
} from '#tests/renderer/chat/support/make.ts';

const COUNTS = { mine: 1, unassigned: 2, all: 3, closed: 4, unread: 1 };
const mine = { id: ME, name: 'Mara' };
const theirs = { id: COLLEAGUE, name: 'Ben' };

type Rows = Partial<Record<InboxView, ConversationSummary[]>>;

function answerWith(stage: Stage, rows: Rows): void {
  stage.client.respond('chat.conversations', ({ view }) => ({ conversations: rows[view] ?? [], next: null }));
  stage.client.respond('chat.counts', () => COUNTS);
  stage.client.respond('chat.delivered', () => ({}));
}

async function openInbox(stage: Stage, rows: Rows): Promise<InboxStore> {
  answerWith(stage, rows);
  const inbox = createInboxStore(stage.surroundings);
  stage.client.snapshot('inbox');
  await settle();
  stage.time.frame();
  return inbox;
}

async function show(stage: Stage, inbox: InboxStore, view: InboxView): Promise<void> {
  inbox.show(view);
  await settle();
  stage.time.frame();
}

const ids = (inbox: InboxStore): string[] => inbox.get().list.rows.map((row) => row.customer.name ?? '');

describe('the inbox', () => {
  it('loads the view that is shown, and another one when it is shown for the first time', async () => {
    const stage = makeStage();
    const inbox = await openInbox(stage, { mine: [makeSummary(1, { assignee: mine })], unassigned: [makeSummary(2)] });
    expect(ids(inbox)).toEqual(['Customer 1']);
    await show(stage, inbox, 'unassigned');
    await show(stage, inbox, 'mine');
    await show(stage, inbox, 'unassigned');
    expect(ids(inbox)).toEqual(['Customer 2']);
    expect(stage.client.inputs('chat.conversations').map((input) => input.view)).toEqual(['mine', 'unassigned']);
  });

  it('puts the conversation with the newest activity first', async () => {
    const stage = makeStage();
    const rows = [makeSummary(2, { assignee: mine }), makeSummary(1, { assignee: mine })];
    const inbox = await openInbox(stage, { mine: rows });
    expect(ids(inbox)).toEqual(['Customer 2', 'Customer 1']);
    stage.client.emit('inbox', changed(makeSummary(1, { assignee: mine, activeAt: 1_800_000_000_000 })));
    stage.time.frame();
    expect(ids(inbox)).toEqual(['Customer 1', 'Customer 2']);
  });

  it('moves a conversation between the views as it is assigned, closed and reopened', async () => {
    const stage = makeStage();
    const inbox = await openInbox(stage, { unassigned: [makeSummary(1)], all: [makeSummary(1)] });
    for (const view of ['unassigned', 'all', 'closed', 'mine'] as const) await show(stage, inbox, view);
    const shownIn = (): string[] =>
      (['mine', 'unassigned', 'all', 'closed'] as const).filter((view) => {
        inbox.show(view);
        return inbox.get().list.rows.length > 0;
      });
    const become = (change: Partial<ConversationSummary>): string[] => {
      stage.client.emit('inbox', changed(makeSummary(1, change)));
      stage.time.frame();
      return shownIn();
    };
    expect(shownIn()).toEqual(['unassigned', 'all']);
    expect(become({ assignee: mine })).toEqual(['mine', 'all']);
    expect(become({ assignee: theirs })).toEqual(['all']);
    expect(become({ assignee: mine, status: 'closed' })).toEqual(['closed']);
    expect(become({ assignee: mine })).toEqual(['mine', 'all']);
    expect(become({})).toEqual(['unassigned', 'all']);
  });

  it('prefers what the feed brought to a page that was asked for before', async () => {
    const stage = makeStage();
    stage.client.respond('chat.counts', () => COUNTS);
    const inbox = createInboxStore(stage.surroundings);
    stage.client.snapshot('inbox');
    const page = stage.client.next('chat.conversations');
    stage.client.emit(
      'inbox',
      changed(makeSummary(1, { assignee: theirs })),
      changed(makeSummary(3, { assignee: mine })),
    );
    await page.answer({
      conversations: [makeSummary(2, { assignee: mine }), makeSummary(1, { assignee: mine })],
      next: null,
    });
    stage.time.frame();
    expect(ids(inbox)).toEqual(['Customer 3', 'Customer 2']);
  });

  it('reads page after page and shows nothing below the last one', async () => {
    const stage = makeStage();
    answerWith(stage, {});
    const page = (numbers: number[], more: boolean) => {
      const conversations = numbers.map((number) => makeSummary(number, { assignee: mine }));
      const last = conversations.at(-1);
      return { conversations, next: more && last !== undefined ? { activeAt: last.activeAt, id: last.id } : null };
    };
    stage.client.respond('chat.conversations', ({ after }) =>
      after === undefined ? page([9, 8], true) : page([7, 6], false),
    );
    const inbox = createInboxStore(stage.surroundings);
    stage.client.snapshot('inbox');
    await settle();
    stage.client.emit('inbox', changed(makeSummary(6, { assignee: mine })));
    stage.time.frame();
    expect(ids(inbox)).toEqual(['Customer 9', 'Customer 8']);
    expect(inbox.get().list.hasMore).toBe(true);
    inbox.loadMore();
    inbox.loadMore();
    await settle();
    stage.time.frame();
    expect(ids(inbox)).toEqual(['Customer 9', 'Customer 8', 'Customer 7', 'Customer 6']);
    expect(inbox.get().list.hasMore).toBe(false);
    expect(stage.client.inputs('chat.conversations')).toHaveLength(2);
  });

  it('throws old rows away when the feed asks for a snapshot', async () => {
    const stage = makeStage();
    const inbox = await openInbox(stage, { mine: [makeSummary(1, { assignee: mine })] });
    answerWith(stage, { mine: [makeSummary(2, { assignee: mine })] });
    stage.client.snapshot('inbox');
    expect(ids(inbox)).toEqual(['Customer 1']);
    await settle();
    stage.time.frame();
    expect(ids(inbox)).toEqual(['Customer 2']);
  });

  it('asks for the counts at most once a second, and never misses the last change', async () => {
    const stage = makeStage();
    const inbox = await openInbox(stage, {});
    expect(inbox.get().counts).toEqual(COUNTS);
    for (let event = 0; event < 100; event += 1) stage.client.emit('inbox', changed(makeSummary(event)));
    expect(stage.client.inputs('chat.counts')).toHaveLength(1);
    stage.client.respond('chat.counts', () => ({ ...COUNTS, all: 99 }));
    stage.time.pass(1_000);
    await settle();
    stage.time.frame();
    expect(stage.client.inputs('chat.counts')).toHaveLength(2);
    expect(inbox.get().counts?.all).toBe(99);
    stage.time.pass(60_000);
    expect(stage.client.inputs('chat.counts')).toHaveLength(2);
  });

  it('tells those who watch once a frame', async () => {
    const stage = makeStage();
    const inbox = await openInbox(stage, {});
    let told = 0;
    inbox.listen(() => {
      told += 1;
    });
    for (let event = 0; event < 1_000; event += 1) stage.client.emit('inbox', changed(makeSummary(event)));
    expect(told).toBe(0);
    stage.time.frame();
    expect(told).toBe(1);
  });

  it('says since when it is stale', async () => {
    const stage = makeStage();
    const inbox = await openInbox(stage, {});
    const wentDownAt = stage.time.timers.now();
    stage.client.setLine({ state: 'waiting', attempt: 1, retryAt: 0 });
    stage.time.pass(5_000);
    stage.client.setLine({ state: 'waiting', attempt: 2, retryAt: 0 });
    stage.time.frame();
    expect(inbox.get().staleSince).toBe(wentDownAt);
    stage.client.setLine({ state: 'online' });
    stage.time.frame();
    expect(inbox.get().staleSince).toBeNull();
  });

  it('shows the error of a first read, and reads again on demand', async () => {
    const stage = makeStage();
    answerWith(stage, {});
    stage.client.respond('chat.conversations', () => {
      throw new AppError('FORBIDDEN', 'no');
    });
    const inbox = createInboxStore(stage.surroundings);
    stage.client.snapshot('inbox');
    await settle();
    stage.time.frame();
    expect(inbox.get().list).toMatchObject({ status: 'error', error: { code: 'FORBIDDEN' } });
    answerWith(stage, { mine: [makeSummary(1, { assignee: mine })] });
    inbox.reload();
    await settle();
    stage.time.frame();
    expect(inbox.get().list).toMatchObject({ status: 'ready', error: null });
  });
});

describe('the open conversation', () => {
  it('is read when no view holds it, and follows the feed', async () => {
    const stage = makeStage();
    const inbox = await openInbox(stage, {});
    const { id } = makeSummary(5);
    inbox.watch(id);
    expect(inbox.conversation(id)).toEqual({ summary: null, error: null });
    await stage.client.next('chat.summary').answer(makeSummary(5));
    expect(inbox.conversation(id)?.summary?.assignee).toBeNull();
    stage.client.emit('inbox', changed(makeSummary(5, { assignee: mine })));
    expect(inbox.conversation(id)?.summary?.assignee).toEqual(mine);
  });

  it('is taken from the list without asking', async () => {
    const stage = makeStage();
    const inbox = await openInbox(stage, { mine: [makeSummary(1, { assignee: mine })] });
    inbox.watch(makeSummary(1).id);
    expect(stage.client.inputs('chat.summary')).toEqual([]);
    expect(inbox.conversation(makeSummary(1).id)?.summary?.assignee).toEqual(mine);
  });

  it('that does not exist says so', async () => {
    const stage = makeStage();
    const inbox = await openInbox(stage, {});
    const { id } = makeSummary(5);
    inbox.watch(id);
    await stage.client.next('chat.summary').fail(new AppError('NOT_FOUND', 'none'));
    expect(inbox.conversation(id)?.error?.code).toBe('NOT_FOUND');
  });

  it('is forgotten when the last watcher lets go', async () => {
    const stage = makeStage();
    const inbox = await openInbox(stage, { mine: [makeSummary(1, { assignee: mine })] });
    const { id } = makeSummary(1);
    const [one, other] = [inbox.watch(id), inbox.watch(id)];
    one();
    expect(inbox.conversation(id)).not.toBeNull();
    other();
    expect(inbox.conversation(id)).toBeNull();
  });
});

describe('delivery of what nobody has open', () => {
  const waiting = { lastMessage: { seq: 4, preview: 'Hi', authorKind: 'visitor' as const, at: 1 } };

  it('is told after a pause, once', async () => {
    const stage = makeStage();
    await openInbox(stage, {});
    stage.client.emit('inbox', changed(makeSummary(1, waiting)), changed(makeSummary(1, waiting)));
    stage.time.pass(5_000);
    expect(stage.client.inputs('chat.delivered')).toEqual([{ conversationId: makeSummary(1).id, seq: 4 }]);
  });

  it('is left to the console that was faster', async () => {
    const stage = makeStage();
    await openInbox(stage, {});
    stage.client.emit('inbox', changed(makeSummary(1, waiting)));
    const receipts = { ...NO_RECEIPTS, staffDelivered: 4 };
    stage.client.emit('inbox', changed(makeSummary(1, { ...waiting, receipts })));
    stage.time.pass(5_000);
    expect(stage.client.inputs('chat.delivered')).toEqual([]);
  });

  it('is not told for a colleague’s conversation', async () => {
    const stage = makeStage();
    await openInbox(stage, {});
    stage.client.emit('inbox', changed(makeSummary(1, { ...waiting, assignee: theirs })));
    stage.time.pass(5_000);
    expect(stage.client.inputs('chat.delivered')).toEqual([]);
  });
});
