import path from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import { contract, isOperationName, type OperationName } from '#shared/contract.ts';
import { readHubAddress } from '#shared/hubAddress.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { EventFrame, Reply } from '#shared/wire/frame.ts';
import type { LinkLine } from '#shared/wire/link.ts';
import type { PortLike, PortSession } from '#server/carriers/messagePort.ts';
import { lockDataDirectory } from '#server/storage/sqlite/dataDirectory.ts';
import { StartError } from '#server/storage/startError.ts';
import { openAccountFiles, removeSeen, type AccountFiles } from './accountFiles.ts';
import { createHubHttp } from './hubHttp.ts';
import { createHubLine, type AccountsState, type Line, type LineTime } from './hubLine.ts';
import { openHubSocket } from './hubSocket.ts';
import { createLinkCalls } from './linkCalls.ts';
import { keepAnswer, keepEvents, keepReply, recall, subscriptionOf } from './seen.ts';
import { explainTrouble, lineLost } from './troubles.ts';
import { openWhoWasHere } from './whoWasHere.ts';
import { createWindowPorts } from './windowPorts.ts';

export interface HubLinkOptions {
  /** As `readHubAddress` gives it. */
  readonly address: string;
  /** This profile's own: what was seen, and what waits to be sent. */
  readonly dataDirectory: string;
  readonly logger: Logger;
  readonly time?: LineTime;
}

export interface HubLink {
  readonly address: string;
  /** Returns the way to end it. */
  connectPort(port: PortLike, session: PortSession): () => void;
  close(): void;
}

export const systemTime: LineTime = {
  now: Date.now,
  random: Math.random,
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
};

const session = z.looseObject({ token: z.string(), account: z.unknown(), workspace: z.unknown() });
const position = z.object({ subscription: z.string(), after: z.int().optional() });

const fine = (value: unknown): Reply => ({ ok: true, value });
const failed = (error: AppError): Reply => ({ ok: false, error: error.toWire() });
const isLineDown = (reply: Reply): boolean => !reply.ok && reply.error.details?.reason === 'link.lost';

/**
 * Joins this desktop's window to a hub: calls go there, events come from there, and without a line what was seen before is read again.
 * Towards the window it is a server like the one of this computer, towards the hub a console like any other.
 * @throws StartError when the address is not one or the data directory cannot be used.
 */
export function startHubLink(options: HubLinkOptions): HubLink {
  const { dataDirectory, logger, time = systemTime } = options;
  const { address } = readHubAddress(options.address);
  if (address === null) throw new StartError(`${options.address} is not the address of a hub.`);
  const { host } = new URL(address);
  const directory = lockDataDirectory(dataDirectory);
  const who = openWhoWasHere(path.join(directory.path, 'account.json'));
  let files: AccountFiles | null = null;
  let heardAt: number | null = null;
  let windowSession: PortSession | null = null;
  /**
   * Subscriptions whose state was read at the hub, all of it since this link began: they go on after the last event. Any other may stand on a
   * copy, which may be short, or old; a window outlives the link that gave it. Its state is read anew.
   */
  const whole = new Set<string>();

  const onError = (error: unknown): void => {
    logger.error({ err: error }, 'something failed in the link to the hub');
  };

  /** A copy that cannot be kept (a full disk) must not cost the person what is on the screen. */
  function keeping(work: (files: AccountFiles) => void): void {
    if (files === null) return;
    try {
      work(files);
    } catch (error) {
      onError(error);
    }
  }

  function openFiles(accountId: string): void {
    if (files?.accountId === accountId) return;
    files?.close();
    files = openAccountFiles(directory.path, accountId);
    heardAt = files.seen.heardAt();
  }

  const reader = () => {
    const account = who.stateAt(0)?.account;
    return account === undefined || account === null ? null : { id: account.id, name: account.name };
  };

  function heard(): void {
    heardAt = time.now();
  }

  function isSomebody(state: AccountsState): void {
    heard();
    if (state.account === null) return;
    who.keep(state);
    openFiles(state.account.id);
  }

  const line = createHubLine({
    host,
    time,
    ask: createHubHttp(address),
    openSocket: (socket) => openHubSocket({ ...socket, address }),
    onState: isSomebody,
    onEvents: (frames) => {
      heard();
      keeping(({ seen }) => {
        keepEvents(seen, frames, time.now());
      });
      ports.events(frames);
    },
    onRolesChanged: () => {
      ports.tell({ rolesChanged: true });
    },
    onSessionEnded: () => {
      who.lock();
      windowSession?.onToken(null);
      ports.tell({ signedOut: true });
    },
    onLine: (next) => {
      if (next.state === 'waiting' && heardAt !== null) {
        const at = heardAt;
        keeping(({ seen }) => {
          seen.keepHeardAt(at);
        });
      }
      ports.tell({ line: withHeardAt(next) });
    },
  });

  const withHeardAt = (now: Line): LinkLine => (now.state === 'online' ? now : { ...now, heardAt });

  function noLine(): AppError {
    const now = line.line();
    return now?.state === 'waiting' ? AppError.fromWire(now.problem) : lineLost(host);
  }

  /** Without a line: what was seen, marked by the line's own state; else why not. */
  function offline(name: OperationName, input: unknown): Reply {
    if (name.startsWith('feed.')) return offlineFeed(name, input);
    const { kind } = contract[name];
    const whose = reader();
    if (kind === 'query' && files !== null && whose !== null && who.stateAt(time.now()) !== null) {
      const found = recall(files.seen, whose, name, input);
      if (found !== undefined) {
        const subscription = subscriptionOf(name, input);
        if (subscription !== null) whole.delete(subscription);
        return fine(found);
      }
    }
    const why = noLine();
    if (kind === 'command') return failed(why);
    return failed(
      new AppError('UNAVAILABLE', 'This was not read on this computer before.', { reason: 'link.notSeen', host }),
    );
  }

  /** A subscription without a line stands where it stood; events come with the line. */
  function offlineFeed(name: OperationName, input: unknown): Reply {
    const { success, data } = position.safeParse(input);
    if (!success) return failed(noLine());
    if (name === 'feed.unsubscribe') return fine({});
    if (name === 'feed.resume') return fine({ cursor: data.after ?? 0, snapshot: false, events: [] });
    whole.delete(data.subscription);
    return fine({ cursor: 0 });
  }

  async function overTheSocket(name: OperationName, input: unknown): Promise<Reply> {
    const resuming = name === 'feed.resume' ? position.safeParse(input).data : undefined;
    if (resuming !== undefined && !whole.has(resuming.subscription) && line.line()?.state === 'online') {
      const reply = await overTheSocket('feed.subscribe', { subscription: resuming.subscription });
      return reply.ok ? fine({ ...(reply.value as object), snapshot: true, events: [] }) : reply;
    }
    const called = line.call(name, input);
    if (called === null) {
      if (line.line()?.state === 'online')
        return failed(new AppError('UNAUTHENTICATED', 'Sign in first.', { reason: 'signInFirst' }));
      return offline(name, input);
    }
    const reply = await called;
    if (isLineDown(reply)) {
      // Back already: what was seen would be out of date without anybody noticing.
      if (contract[name].kind === 'query') return line.line()?.state === 'online' ? reply : offline(name, input);
      return reply;
    }
    heard();
    if (reply.ok) remember(name, input, reply.value);
    return reply;
  }

  function remember(name: OperationName, input: unknown, value: unknown): void {
    const at = time.now();
    if (name === 'feed.subscribe') whole.add(position.parse(input).subscription);
    if (name === 'feed.unsubscribe') whole.delete(position.parse(input).subscription);
    keeping(({ seen }) => {
      const whose = reader();
      if (name === 'feed.resume') keepEvents(seen, (value as { events: readonly EventFrame[] }).events, at);
      else if (name === 'chat.reply' && whose !== null) keepReply(seen, whose, input, value, at);
      else if (contract[name].kind === 'query') keepAnswer(seen, name, input, value, at);
    });
  }

  /** What can be done before there is a session, and its beginning and end. */
  async function overHttp(
    name: OperationName,
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    input: unknown,
  ): Promise<Reply> {
    if (name === 'accounts.signOut') return signOut(method, url);
    let reply: Reply;
    try {
      const body = method === 'POST' ? { body: input } : {};
      reply = await line.ask({ method, path: url, token: line.token(), ...body });
    } catch (error) {
      const state = name === 'accounts.state' ? who.stateAt(time.now()) : null;
      const account = state?.account ?? null;
      if (account === null) return failed(explainTrouble(error, host));
      openFiles(account.id);
      return fine(state);
    }
    if (!reply.ok) return reply;
    heard();
    if (name === 'accounts.state') isSomebody(reply.value as AccountsState);
    const opened = session.safeParse(reply.value);
    return opened.success ? signedIn(reply.value as z.output<typeof session>) : reply;
  }

  /** The token goes to the main process, never to the window. */
  async function signedIn({ token, ...value }: z.output<typeof session>): Promise<Reply> {
    windowSession?.onToken(token);
    await line.become(token);
    return fine(value);
  }

  /** Also without a line: what was seen goes, and so does the token; the session itself ends by its age then. */
  async function signOut(method: 'GET' | 'POST' | 'DELETE', url: string): Promise<Reply> {
    const reply = await line.ask({ method, path: url, token: line.token() }).catch(() => fine({}));
    files?.close();
    files = null;
    removeSeen(directory.path, null);
    who.forget();
    windowSession?.onToken(null);
    await line.become(null);
    return reply.ok ? fine({}) : reply;
  }

  async function call(name: unknown, input: unknown): Promise<Reply> {
    if (typeof name !== 'string' || !isOperationName(name)) {
      return failed(new AppError('INVALID_INPUT', 'There is no such operation.', { reason: 'operation' }));
    }
    const declaration = contract[name];
    return 'http' in declaration
      ? overHttp(name, declaration.http.method, declaration.http.path, input)
      : overTheSocket(name, input);
  }

  const ports = createWindowPorts({
    ready: line.ready,
    line: () => withHeardAt(line.line() ?? { state: 'online' }),
    call,
    linkCall: createLinkCalls({ outbox: () => files?.outbox ?? null, retry: line.retry, onError }),
    unsubscribe: (subscriptions) => {
      for (const subscription of subscriptions) {
        whole.delete(subscription);
        void line.call('feed.unsubscribe', { subscription });
      }
    },
    onError,
  });

  // What was seen may be read before the hub has answered anything.
  const last = who.accountId();
  if (last !== null) openFiles(last);

  return {
    address,
    connectPort(port, session) {
      const isFirst = windowSession === null;
      windowSession = session;
      if (isFirst) line.start(session.token);
      return ports.open(port);
    },
    close() {
      line.close();
      if (heardAt !== null) {
        const at = heardAt;
        keeping(({ seen }) => {
          seen.keepHeardAt(at);
        });
      }
      files?.close();
      files = null;
      directory.release();
    },
  };
}
