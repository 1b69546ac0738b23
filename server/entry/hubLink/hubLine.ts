import { contract, type OutputOf } from '#shared/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { Reply } from '#shared/wire/frame.ts';
import type { LinkLine } from '#shared/wire/link.ts';
import type { AskHub } from './hubHttp.ts';
import type { HubSocket, HubSocketOptions } from './hubSocket.ts';
import { explainTrouble, lineLost, notAHub } from './troubles.ts';

export type AccountsState = OutputOf<'accounts.state'>;

export interface HubLineOptions {
  readonly host: string;
  readonly ask: AskHub;
  readonly openSocket: (options: Omit<HubSocketOptions, 'address'>) => Promise<HubSocket>;
  readonly onEvents: HubSocketOptions['onEvents'];
  /** Whenever the line changes, and once after the first attempt. */
  readonly onLine: (line: Line) => void;
  /** The hub says who this session is, or that nobody is signed in. */
  readonly onState: (state: AccountsState) => void;
  /** The hub has ended the session: revoked, expired, signed out elsewhere. */
  readonly onSessionEnded: () => void;
  /** The roles of the person are others now. */
  readonly onRolesChanged: () => void;
  readonly time: LineTime;
}

export interface LineTime {
  readonly now: () => number;
  /** 0 to 1. */
  readonly random: () => number;
  /** Returns the way to cancel it. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
}

/** The line as this file knows it; what was seen and when is added by who keeps that. */
export type Line = Extract<LinkLine, { state: 'online' }> | Omit<Extract<LinkLine, { state: 'waiting' }>, 'heardAt'>;

export interface HubLine {
  /** Begins to connect, as `token` or as nobody. */
  start(token: string | null): void;
  /** Null until the first attempt is over. */
  line(): Line | null;
  /** Resolves once the first attempt is over, well or not. */
  readonly ready: Promise<void>;
  token(): string | null;
  /** A call over the socket; null when there is none. */
  call(name: unknown, input: unknown): Promise<Reply> | null;
  /** A request over HTTP; a failure of the line is told by `onLine` too. @throws AppError UNAVAILABLE. */
  ask: AskHub;
  /** Goes on as somebody else, or as nobody. Resolves when it stands or has failed. */
  become(token: string | null): Promise<void>;
  /** Tries now instead of waiting; of a line that stands it asks for an answer, and without one makes it anew. */
  retry(): void;
  close(): void;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
const DOUBLINGS = 6;
/** A line that held this long was a good one: the next loss starts the back-off from its beginning. */
const GOOD_LINE_MS = 5_000;
/** A line that does not answer within this many milliseconds when it is asked to is made anew. */
const PROOF_WITHIN_MS = 3_000;
/** Nothing is ever subscribed under this name: ending it is a call that changes nothing. */
const NO_SUBSCRIPTION = 'none';

/** Keeps the line to one hub: asks who we are, opens the socket of a session, and tries again when it is lost. */
export function createHubLine(options: HubLineOptions): HubLine {
  const { host, time, onLine, onState, onSessionEnded } = options;
  let token: string | null = null;
  let socket: HubSocket | null = null;
  let line: Line | null = null;
  let attempt = 0;
  let onlineSince = 0;
  /** What an older attempt brings is no longer of interest. */
  let turn = 0;
  let cancelRetry: () => void = () => undefined;
  let isReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });

  function show(next: Line): void {
    line = next;
    onLine(next);
    isReady();
  }

  function drop(): void {
    turn += 1;
    cancelRetry();
    socket?.close();
    socket = null;
  }

  function tryLater(problem: AppError): void {
    drop();
    if (line?.state === 'online' && time.now() - onlineSince >= GOOD_LINE_MS) attempt = 0;
    const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt, DOUBLINGS));
    const wait = (problem.details?.retryAfterMs ?? 0) + Math.round(time.random() * ceiling);
    attempt += 1;
    cancelRetry = time.after(wait, () => void connect());
    show({ state: 'waiting', attempt, retryAt: time.now() + wait, problem: problem.toWire() });
  }

  function endSession(): void {
    token = null;
    onSessionEnded();
  }

  async function whoAmI(): Promise<AccountsState> {
    const reply = await options.ask({ method: 'GET', path: '/api/v1/session', token });
    if (!reply.ok) throw AppError.fromWire(reply.error);
    const state = contract['accounts.state'].output.safeParse(reply.value);
    if (!state.success) throw notAHub(host);
    return state.data;
  }

  async function connect(): Promise<void> {
    drop();
    const mine = turn;
    const isOurs = (): boolean => mine === turn;
    try {
      const state = await whoAmI();
      if (!isOurs()) return;
      if (token !== null && state.account === null) endSession();
      onState(state);
      if (token !== null) {
        const opened = await options.openSocket({
          token,
          onEvents: (frames) => {
            if (isOurs()) options.onEvents(frames);
          },
          onSignedOut: () => {
            if (isOurs()) signedOut();
          },
          onRolesChanged: () => {
            if (isOurs()) options.onRolesChanged();
          },
          onLost: (why) => {
            if (isOurs()) tryLater(why);
          },
        });
        if (!isOurs()) {
          opened.close();
          return;
        }
        socket = opened;
      }
      onlineSince = time.now();
      show({ state: 'online' });
    } catch (thrown) {
      if (!isOurs()) return;
      const why = explainTrouble(thrown, host);
      if (why.code === 'UNAUTHENTICATED') signedOut();
      else tryLater(why);
    }
  }

  /** After sleep a line may look as good as ever though nothing comes through it any more: only an answer proves it. */
  function prove(asked: HubSocket): void {
    const cancel = time.after(PROOF_WITHIN_MS, () => {
      if (socket !== asked) return;
      tryLater(lineLost(host));
      void connect();
    });
    void asked.call('feed.unsubscribe', { subscription: NO_SUBSCRIPTION }).then(cancel);
  }

  /** The session is over, the line is not. */
  function signedOut(): void {
    drop();
    endSession();
    show({ state: 'online' });
  }

  return {
    start(first) {
      token = first;
      void connect();
    },
    line: () => line,
    ready,
    token: () => token,
    call: (name, input) => socket?.call(name, input) ?? null,
    ask: async (request) => {
      try {
        return await options.ask(request);
      } catch (thrown) {
        const why = explainTrouble(thrown, host);
        if (line?.state === 'online') tryLater(why);
        throw why;
      }
    },
    async become(next) {
      token = next;
      attempt = 0;
      await connect();
    },
    retry() {
      if (line?.state === 'waiting') void connect();
      else if (socket !== null) prove(socket);
    },
    close() {
      drop();
      line = { state: 'waiting', attempt: 0, retryAt: 0, problem: lineLost(host).toWire() };
    },
  };
}
