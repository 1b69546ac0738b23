import type { MessagePortMain } from 'electron';
import type { ServerState } from '#shared/native.ts';
import { parseFromServerProcess, type FromServerProcess, type ToServerProcess } from '#shared/serverProcess.ts';
import type { Clock } from './clock.ts';
import { restartDelay, RESTART_POLICY, type RestartPolicy } from './restartDelay.ts';
import type { KeptSecrets, SecretsOwner } from './keptSecrets.ts';
import type { ForkServer, ServerChild, ServerLaunch } from './serverChild.ts';
import { words } from './words.ts';

export interface ServerProcessOptions {
  readonly fork: ForkServer;
  readonly clock: Clock;
  /** 0 to 1, for the jitter. */
  readonly random: () => number;
  /** A port that is free now: the preferred one if it is, else 0. `preferred` is the port of the run before, if there was one. */
  readonly choosePort: (preferred: number | null) => Promise<number>;
  readonly onState: (state: ServerState) => void;
  /** The person at the window signed in (a session token) or out (`null`). */
  readonly onToken: (token: string | null) => void;
  readonly secrets: KeptSecrets;
  readonly policy?: RestartPolicy;
}

export type ServerTarget = Omit<ServerLaunch, 'port'>;

export interface ServerProcess {
  /** Runs the server on `target`, ending (with a drain) the one that runs. Forgets earlier failures. */
  runOn(target: ServerTarget): Promise<void>;
  state(): ServerState;
  /** The port of the sandbox that the running server has in Stripe's place; null where it has none. */
  sandbox(): number | null;
  /** Starts anew after it was given up, or at once instead of waiting longer. Does nothing while it runs or is just starting. */
  retry(): Promise<void>;
  /** Whether it was passed on: only a running server takes messages. */
  send(message: ToServerProcess, ports: MessagePortMain[]): boolean;
  /** The machine has slept: a running server that does not answer any more is ended and another one started. */
  prove(): void;
  /** Lets the server finish what it has begun, then ends it. Never rejects. */
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 30_000;
const DRAIN_WITHIN_MS = 8_000;
/** A server that answers neither of two pings within this time each hangs. Two, as the machine may sleep again during the first. */
const PONG_WITHIN_MS = 5_000;
const PINGS = 2;

/** Keeps one server process alive: restarts it after a crash at once, later ever more slowly, and gives up with a reason. */
export function superviseServer(options: ServerProcessOptions): ServerProcess {
  const { clock, policy = RESTART_POLICY } = options;
  let state: ServerState = { state: 'starting' };
  let sandbox: number | null = null;
  let target: ServerTarget | null = null;
  let child: ServerChild | null = null;
  let lastPort: number | null = null;
  let failures: number[] = [];
  let cancelTimer = () => {};
  let cancelProof = () => {};
  /** For the next attempt, with no process there. */
  let isWaiting = false;
  /** Ends the server that runs, for a reason. */
  let kill: (reason: string) => void = () => {};
  /** Whatever was begun under an older run is no longer of interest. */
  let run = 0;

  const show = (next: ServerState) => {
    state = next;
    options.onState(next);
  };

  const wait = (delayMs: number, task: () => void) => {
    cancelTimer();
    cancelTimer = clock.after(delayMs, task);
  };

  const giveUp = (reason: string) => {
    run += 1;
    cancelTimer();
    cancelProof();
    show({ state: 'failed', reason });
  };

  const failed = (reason: string) => {
    const now = clock.now();
    failures = [...failures.filter((at) => at > now - policy.windowMs), now];
    const delay = restartDelay(failures.length, options.random(), policy);
    if (delay === null) {
      giveUp(words.server.gaveUp(reason, failures.length));
      return;
    }
    show({ state: 'restarting', reason, retryAt: now + delay });
    if (delay === 0) {
      void launch();
      return;
    }
    isWaiting = true;
    wait(delay, () => void launch());
  };

  const launch = async (): Promise<void> => {
    cancelTimer();
    isWaiting = false;
    run += 1;
    sandbox = null;
    const mine = run;
    const goal = target;
    // A link listens nowhere.
    const port = goal !== null && goal.hub !== null ? 0 : await options.choosePort(lastPort);
    if (mine !== run || goal === null) return;
    let next: ServerChild;
    try {
      next = options.fork({ ...goal, port });
    } catch (error) {
      giveUp(words.server.couldNotLaunch(error instanceof Error ? error.message : String(error)));
      return;
    }
    child = next;
    let whyKilled: string | null = null;
    wait(READY_WITHIN_MS, () => {
      whyKilled = words.server.tooSlow(READY_WITHIN_MS / 1000);
      next.kill();
    });
    next.onMessage((value) => {
      if (mine !== run) return;
      const message = parseFromServerProcess(value);
      if (message?.type === 'ready') {
        cancelTimer();
        kill = (reason) => {
          whyKilled = reason;
          next.kill();
        };
        if (goal.hub === null) lastPort = Number(new URL(message.address).port);
        show({ state: 'running', address: message.address });
      } else if (message?.type === 'failed') {
        giveUp(message.message);
      } else if (message?.type === 'token') {
        options.onToken(message.token);
      } else if (message?.type === 'pong') {
        cancelProof();
      } else if (message?.type === 'sandbox') {
        sandbox = message.port;
      } else if (message?.type === 'wantSecrets' || message?.type === 'keepSecret') {
        void answerAboutSecrets(options.secrets, goal.isDemo ? 'demo' : 'own', message).then((answer) => {
          if (child === next) next.send(answer);
        });
      }
    });
    next.onExit((code) => {
      if (child === next) child = null;
      if (mine !== run) return;
      sandbox = null;
      cancelTimer();
      cancelProof();
      failed(whyKilled ?? words.server.stoppedWithCode(code));
    });
  };

  const startAnew = async (): Promise<void> => {
    failures = [];
    show({ state: 'starting' });
    await stop();
    await launch();
  };

  const ping = (left: number) => {
    cancelProof();
    const pinged = child;
    if (state.state !== 'running' || pinged === null) return;
    pinged.send({ type: 'ping' });
    cancelProof = clock.after(PONG_WITHIN_MS, () => {
      if (child !== pinged) return;
      if (left > 1) ping(left - 1);
      else kill(words.server.noAnswer);
    });
  };

  const stop = async (): Promise<void> => {
    isWaiting = false;
    run += 1;
    cancelTimer();
    cancelProof();
    const ending = child;
    if (ending === null) return;
    await new Promise<void>((resolve) => {
      ending.onExit(() => {
        cancelTimer();
        resolve();
      });
      wait(DRAIN_WITHIN_MS, () => {
        ending.kill();
      });
      ending.send({ type: 'stop' });
    });
  };

  return {
    async runOn(next) {
      if (target !== null && target.dataDirectory !== next.dataDirectory) lastPort = null;
      target = next;
      await startAnew();
    },
    async retry() {
      if (state.state === 'failed') await startAnew();
      else if (isWaiting) await launch();
    },
    state: () => state,
    sandbox: () => sandbox,
    send(message, ports) {
      if (state.state !== 'running' || child === null) return false;
      child.send(message, ports);
      return true;
    },
    prove: () => {
      ping(PINGS);
    },
    stop,
  };
}

type AboutSecrets = Extract<FromServerProcess, { readonly type: 'wantSecrets' | 'keepSecret' }>;

/** Never rejects: without a keychain that works, the server keeps its secrets in memory. */
async function answerAboutSecrets(
  secrets: KeptSecrets,
  owner: SecretsOwner,
  message: AboutSecrets,
): Promise<ToServerProcess> {
  if (message.type === 'wantSecrets') return { type: 'secrets', secrets: await secrets.all(owner).catch(() => null) };
  const { call, name, value } = message;
  const isKept = await secrets.keep(owner, name, value).then(
    () => true,
    () => false,
  );
  return { type: 'secretKept', call, isKept };
}
