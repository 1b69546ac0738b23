import assert from 'node:assert/strict';
import type { VisitorSession } from '#renderer/client/socketIo.ts';
import { systemTimers } from '#renderer/client/timers.ts';
import { createMemoryShelf } from '#renderer/client/outbox/shelf.ts';
import { createSingleTab } from '#renderer/client/outbox/tabs.ts';
import { createChat, type VisitorClient } from '#renderer/widget/chat/chat.ts';
import { createRandom } from '#server/demo/random.ts';
import { signIn, staffSocket, visitorClient } from '#tests/support/clients.ts';
import { createLineProxy } from '#tests/support/lineProxy.ts';
import { newId } from '#tests/support/make.ts';
import { startTestServer } from '#tests/support/testServer.ts';
import { SITE_KEY } from '#tests/support/workspace.ts';
import { createConsoleMirror } from './consoleMirror.ts';
import { openLine } from './line.ts';
import { within } from './within.ts';

export interface ResumeTortureOptions {
  readonly seed: number;
  /** Entries that both sides miss while their line is cut, for each round. */
  readonly rounds: readonly number[];
}

export interface ResumeRound {
  readonly missed: number;
  /** Milliseconds from the line's return until everything missed is there. */
  readonly consoleMs: number;
  readonly widgetMs: number;
}

export interface ResumeTortureReport {
  readonly rounds: readonly ResumeRound[];
  /** As the server counted them, over Socket.IO. */
  readonly lossless: number;
  readonly snapshot: number;
}

/** Bounds for what hangs, in milliseconds. */
const WITHIN_MS = 120_000;

/**
 * Cuts the line of a console and of a visitor's widget, makes entries without waiting (the visitor's other tab and a colleague write
 * into the same conversation), mends the line, and compares what both know with what the server has.
 * @throws AssertionError when something was lost, came twice, or had to be read anew.
 */
export async function resumeTorture({ seed, rounds }: ResumeTortureOptions): Promise<ResumeTortureReport> {
  const random = createRandom(seed);
  const server = await startTestServer({ writer: 'worker' });
  const wire = await createLineProxy(server.address);
  const closing: (() => unknown)[] = [() => server.close(), () => wire.close()];
  try {
    const otherTab = await visitorClient(server);
    const { visitorToken } = otherTab.session;
    const { conversationId } = await otherTab.call('chat.start', { id: newId() });
    await otherTab.call('chat.send', { id: newId(), conversationId, body: 'the first' });
    const colleague = await staffSocket(server, 'colleague');
    // The first answer also assigns the conversation; from then on each entry of the thread is a message.
    await colleague.call('chat.reply', { id: newId(), conversationId, body: 'the first answer' });

    const mirror = createConsoleMirror({ url: wire.address, token: await signIn(server, 'support'), random });
    closing.push(mirror.close);
    const widget = openWidget(wire.address, visitorToken, random);
    closing.push(widget.close);
    let written = (await colleague.call('chat.summary', { conversationId })).lastSeq;
    const consoleKnows = (): boolean =>
      mirror.threads.get(conversationId)?.size === written && mirror.rows.get(conversationId)?.lastSeq === written;
    const widgetKnows = (): boolean => widget.items().length === written;
    const both = (): Promise<readonly number[]> => {
      const from = performance.now();
      const took = (): number => Math.round(performance.now() - from);
      const known = [mirror.until(consoleKnows).then(took), widget.until(widgetKnows).then(took)];
      return within(WITHIN_MS, 'both sides to know every message', Promise.all(known));
    };
    await both();

    const report: ResumeRound[] = [];
    for (const missed of rounds) {
      wire.cut();
      // A receipt or two of what came last may still follow; they are entries as well, and no part of what is counted.
      const sends = Array.from({ length: missed }, (_, index) => {
        const message = { id: newId(), conversationId, body: `missed ${index + 1} of ${missed}` };
        return random.next() < 0.5 ? otherTab.call('chat.send', message) : colleague.call('chat.reply', message);
      });
      await within(WITHIN_MS, 'every message to be acknowledged', Promise.all(sends));
      written += missed;
      const before = widget.snapshots();
      wire.heal();
      mirror.retryNow();
      widget.retryNow();
      const [consoleMs = 0, widgetMs = 0] = await both();
      report.push({ missed, consoleMs, widgetMs });
      assert.deepEqual(mirror.faults, [], 'the console');
      assert.equal(widget.snapshots(), before, 'the widget read nothing anew');
    }

    const stored = [...(await mirror.readThread(conversationId)).values()].sort((a, b) => a.seq - b.seq);
    const seen = [...(mirror.threads.get(conversationId)?.values() ?? [])].sort((a, b) => a.seq - b.seq);
    assert.deepEqual(seen, stored, 'the console’s thread');
    const idsOf = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);
    assert.deepEqual(idsOf(widget.items()), idsOf(stored), 'the widget’s thread, each message once and in order');

    const admin = await staffSocket(server, 'admin');
    const { resumes } = await admin.call('feed.status', {});
    const counted = resumes.find(({ carrier }) => carrier === 'socketIo') ?? { lossless: 0, snapshot: 0 };
    assert.equal(counted.snapshot, 0, 'no resume was told to read the state anew');
    return { rounds: report, lossless: counted.lossless, snapshot: counted.snapshot };
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

/** The widget's own chat over a real line, with a count of how often it had to read its conversation. */
function openWidget(url: string, visitorToken: string, random: ReturnType<typeof createRandom>) {
  let snapshots = 0;
  let line: VisitorClient | undefined;
  let waiting: { readonly isComplete: () => boolean; readonly resolve: () => void } | undefined;
  const chat = createChat({
    timers: systemTimers,
    newId,
    returns: true,
    shelf: createMemoryShelf(),
    tabs: createSingleTab(),
    mayStart: () => true,
    onKept: () => undefined,
    connect: (onSession: (session: VisitorSession) => void) => {
      const client = openLine({
        url,
        namespace: '/visitor',
        random,
        auth: () => ({ siteKey: SITE_KEY, visitorToken }),
        onSession,
      });
      line = {
        ...client,
        call: (name, input) => {
          if (name === 'chat.history') snapshots += 1;
          return client.call(name, input);
        },
      };
      return line;
    },
  });
  const look = (): void => {
    if (waiting?.isComplete() === true) waiting.resolve();
  };
  chat.onChange(look);
  chat.open();
  return {
    items: () => chat.state().thread.items,
    snapshots: () => snapshots,
    until: (isComplete: () => boolean): Promise<void> =>
      new Promise((resolve) => {
        waiting = { isComplete, resolve };
        look();
      }),
    retryNow: chat.retryLine,
    close: () => line?.close(),
  };
}
