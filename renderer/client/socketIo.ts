import { io } from 'socket.io-client';
import type { OperationName, OutputOf } from '#shared/contract.ts';
import { AppError, ERROR_CODES } from '#shared/wire/errors.ts';
import type { ErrorCode, ErrorDetails } from '#shared/wire/errors.ts';
import type { EventFrame, Reply } from '#shared/wire/frame.ts';
import { backOff } from './backOff.ts';
import type { SessionClient } from './client.ts';
import { createLine, createListeners } from './line.ts';
import { createPendingCalls, lineDown, opensSession } from './pendingCalls.ts';
import { createSubscriptions, feedOver } from './subscriptions.ts';
import { systemTimers } from './timers.ts';
import type { Timers } from './timers.ts';
import { browserWakeUps, PROOF_WITHIN_MS } from './wakeUps.ts';
import type { WakeUps } from './wakeUps.ts';

/** A connection that does not stand after this many milliseconds is given up and tried again. */
const CONNECT_TIMEOUT_MS = 15_000;
/** A line that held this long was a good one: the next loss starts the back-off from its beginning. */
const GOOD_LINE_MS = 5_000;
/** Nothing is ever subscribed under this name: ending it is a call that changes nothing. */
const NO_SUBSCRIPTION = 'none';

/** What `/visitor` says when the connection stands. `cursor`: of the conversation, null without one. */
export interface VisitorSession {
  readonly visitorId: string;
  readonly visitorToken: string;
  readonly conversationId: string | null;
  readonly cursor: number | null;
}

export interface SocketIoClientOptions {
  /** The server's origin; empty is the page's own. */
  readonly url: string;
  readonly namespace: '/visitor' | '/console';
  /** The handshake's `auth`, asked for anew at each attempt. */
  readonly auth?: () => Readonly<Record<string, unknown>>;
  /** Only on `/visitor`, once per connection. */
  readonly onSession?: (session: VisitorSession) => void;
  readonly timers?: Timers;
  readonly wakeUps?: WakeUps;
}

/** A client that can also be told to say its handshake anew, with what `auth` gives by then. */
export interface SocketIoClient extends SessionClient {
  readonly reconnect: () => void;
}

/** A client over Socket.IO (websocket only). It connects at once and keeps trying until closed or refused. */
export function createSocketIoClient(options: SocketIoClientOptions): SocketIoClient {
  const timers = options.timers ?? systemTimers;
  const line = createLine();
  const signedOut = createListeners<undefined>();
  const rolesChanged = createListeners<undefined>();
  const pending = createPendingCalls(timers);
  const subscriptions = createSubscriptions({ feed: feedOver(call), timers });
  let attempt = 0;
  let onlineSince: number | null = null;
  let closed = false;
  let cancelTimer: () => void = () => undefined;

  const socket = io(`${options.url}${options.namespace}`, {
    transports: ['websocket'],
    autoConnect: false,
    reconnection: false,
    forceNew: true,
    auth: (send) => {
      send({ ...options.auth?.() });
    },
  });

  async function call<Name extends OperationName>(name: Name, input: unknown): Promise<OutputOf<Name>> {
    // Socket.IO would keep the packet and send it later, when nobody waits for it any more.
    if (!socket.connected) throw lineDown();
    const pendingCall = pending.open();
    socket.emit('call', name, input, (reply: Reply) => {
      pendingCall.settle(reply);
    });
    const value = (await pendingCall.value) as OutputOf<Name>;
    if (opensSession(name)) subscriptions.lineUp();
    return value;
  }

  function connect(): void {
    cancelTimer();
    cancelTimer = timers.after(CONNECT_TIMEOUT_MS, () => {
      socket.disconnect();
      tryLater();
    });
    socket.connect();
  }

  function tryLater(error?: AppError): void {
    cancelTimer();
    const wait = backOff(attempt, timers, error);
    attempt += 1;
    cancelTimer = timers.after(wait, connect);
    line.set({ state: 'waiting', attempt, retryAt: timers.now() + wait });
  }

  function retryNow(): void {
    const { state } = line.now();
    if (closed) return;
    if (state === 'waiting' || state === 'refused') {
      socket.disconnect();
      connect();
    }
  }

  function reconnect(): void {
    if (closed) return;
    socket.disconnect();
    line.set({ state: 'connecting' });
    connect();
  }

  /** After sleep a line may look as good as ever though nothing comes through it any more: only an answer proves it. */
  function prove(): void {
    const proven = onlineSince;
    const cancel = timers.after(PROOF_WITHIN_MS, () => {
      if (onlineSince === proven && line.now().state === 'online') reconnect();
    });
    call('feed.unsubscribe', { subscription: NO_SUBSCRIPTION }).then(cancel, cancel);
  }

  socket.on('connect', () => {
    cancelTimer();
    onlineSince = timers.now();
    line.set({ state: 'online' });
    subscriptions.lineUp();
  });
  socket.on('disconnect', (reason) => {
    subscriptions.lineDown();
    pending.failAll();
    // Our own doing: whoever disconnected has decided what comes next.
    if (reason === 'io client disconnect') return;
    if (onlineSince !== null && timers.now() - onlineSince >= GOOD_LINE_MS) attempt = 0;
    onlineSince = null;
    tryLater();
  });
  socket.on('connect_error', (error) => {
    const refusal = refusalOf(error);
    if (
      refusal === null ||
      refusal.code === 'RATE_LIMITED' ||
      refusal.code === 'UNAVAILABLE' ||
      refusal.code === 'INTERNAL'
    ) {
      tryLater(refusal ?? undefined);
      return;
    }
    cancelTimer();
    line.set({ state: 'refused', code: refusal.code, message: refusal.message });
    if (refusal.code === 'UNAUTHENTICATED') signedOut.tell(undefined);
  });
  socket.on('session', (session: VisitorSession) => {
    options.onSession?.(session);
  });
  socket.on('signedOut', () => {
    signedOut.tell(undefined);
  });
  socket.on('rolesChanged', () => {
    // What was refused may be allowed now, and the other way round.
    subscriptions.lineUp();
    rolesChanged.tell(undefined);
  });
  socket.on('events', (frames: readonly EventFrame[]) => {
    subscriptions.receive(frames);
  });

  const stopWakeUps = (options.wakeUps ?? browserWakeUps)(() => {
    const { state } = line.now();
    if (state === 'waiting') retryNow();
    if (state === 'online') prove();
  });
  connect();

  return {
    call,
    subscribe: subscriptions.subscribe,
    line: line.now,
    onLine: line.onChange,
    onSignedOut: signedOut.add,
    onRolesChanged: rolesChanged.add,
    retryNow,
    reconnect,
    close() {
      closed = true;
      cancelTimer();
      stopWakeUps();
      socket.disconnect();
      subscriptions.lineDown();
      pending.failAll();
    },
  };
}

/** The server's own words in a refused handshake; null when the connection failed before the server said anything. */
function refusalOf(error: Error): AppError | null {
  const data: unknown = 'data' in error ? error.data : undefined;
  if (typeof data !== 'object' || data === null || !('code' in data)) return null;
  const code: ErrorCode | undefined = ERROR_CODES.find((known) => known === data.code);
  if (code === undefined) return null;
  const details = 'details' in data && typeof data.details === 'object' ? (data.details as ErrorDetails | null) : null;
  return new AppError(code, 'message' in data ? String(data.message) : error.message, details ?? undefined);
}
