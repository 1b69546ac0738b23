import path from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { onTestFinished } from 'vitest';
import { replyIn, type EventFrame, type PortFrame, type Reply } from '#shared/wire/frame.ts';
import type { LinkCallName, LinkLine } from '#shared/wire/link.ts';
import type { LineTime } from '#server/entry/hubLink/hubLine.ts';
import { startHubLink, type HubLink } from '#server/entry/hubLink/hubLink.ts';
import { createArrivals } from '#tests/support/arrivals.ts';
import { callsOver } from '#tests/support/client.ts';
import { createMemoryLog } from '#tests/support/log.ts';
import { asPortLike } from '#tests/support/messagePortClient.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';

export interface LinkOptions {
  readonly address: string;
  /** The session that the main process kept. */
  readonly token?: string | null;
  /** Uses this directory, which stays. */
  readonly directory?: string;
  /** Stands still when not given: `retry` is the only way on. */
  readonly time?: LineTime;
}

// No test waits for time.
const standing: LineTime = { now: Date.now, random: () => 0.5, after: () => () => undefined };

/** A directory of this test's own for a link's files. */
export function givenLinkDirectory(): string {
  const directory = makeTemporaryDirectory();
  onTestFinished(directory.remove);
  return path.join(directory.path, 'hub');
}

/** A window's line to `link`. */
function openWindow(link: HubLink, token: string | null) {
  const { port1: ours, port2: theirs } = new MessageChannel();
  const events = createArrivals<EventFrame>();
  const lines = createArrivals<LinkLine>();
  const tokens = createArrivals<string | null>();
  const goodbyes = createArrivals<true>();
  const pongs = createArrivals<number>();
  const waiting = new Map<number, (reply: Reply) => void>();
  let calls = 0;
  ours.on('message', (frame: PortFrame) => {
    if ('reply' in frame) waiting.get(frame.reply)?.(replyIn(frame));
    else if ('events' in frame) events.arrive(frame.events);
    else if ('line' in frame) lines.arrive([frame.line]);
    else if ('pong' in frame) pongs.arrive([frame.pong]);
    else goodbyes.arrive([true]);
  });
  const end = link.connectPort(asPortLike(theirs), { token, onToken: (kept) => tokens.arrive([kept]) });
  const post = (frame: object): Promise<Reply> =>
    new Promise((resolve) => {
      calls += 1;
      waiting.set(calls, resolve);
      ours.postMessage({ call: calls, ...frame });
    });
  const ask = (name: unknown, input: unknown): Promise<Reply> => post({ name, input });
  return {
    ask,
    ...callsOver(ask),
    itself: (name: LinkCallName, input: unknown = {}) => post({ link: name, input }),
    events,
    lines,
    tokens,
    goodbyes,
    pongs,
    post: (frame: unknown) => ours.postMessage(frame),
    close: () => ours.close(),
    /** As the link's own side ends it. */
    end,
  };
}

/** A link of this test's own and a window on it. It tries again at once when told to, and else not within a test. */
export function givenLink({ address, token = null, directory = givenLinkDirectory(), time = standing }: LinkOptions) {
  const log = createMemoryLog();
  const link = startHubLink({ address, dataDirectory: directory, logger: log.logger, time });
  let isClosed = false;
  const close = (): void => {
    if (!isClosed) link.close();
    isClosed = true;
  };
  onTestFinished(close);
  const window = openWindow(link, token);
  onTestFinished(() => window.close());
  return {
    ...window,
    link,
    log,
    directory,
    closeLink: close,
    anotherWindow: () => {
      const other = openWindow(link, null);
      onTestFinished(() => other.close());
      return other;
    },
  };
}

export type GivenLink = ReturnType<typeof givenLink>;

/** Asks until the line is as wanted: `retry` is what a person's click does. */
export async function online(link: GivenLink): Promise<void> {
  const before = link.lines.all.length;
  await link.itself('retry');
  await link.lines.first((line) => line.state === 'online' && link.lines.all.indexOf(line) >= before);
}

export const offline = (link: GivenLink) => link.lines.first(({ state }) => state === 'waiting');
