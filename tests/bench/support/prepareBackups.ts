import { DEMO_SIGN_INS } from '#server/demo/people.ts';
import type { OutputOf } from '#shared/contract.ts';

type Backups = OutputOf<'monitoring.backups'>;

/** A demo server, told by an admin to back up again and again. */
export interface BackingUp {
  /** Of the key made for it. */
  readonly identity: string;
  /** From now on, until it is told to stop. A new one begins when the one before has ended. */
  begin(): void;
  /** Rejects when one could not be asked for; never resolves. */
  readonly failed: Promise<never>;
  /** Makes no more once the one under way has ended. @returns what became of them, newest first. */
  stop(): Promise<Pick<Backups, 'backups' | 'directory'>>;
}

const LOOK_MS = 100;

/** Signs in and makes the key, both slow by design: before anything is measured. */
export async function prepareBackups(port: number): Promise<BackingUp> {
  const origin = `http://127.0.0.1:${String(port)}`;
  let token = '';
  async function ask<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> {
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token !== '' && { authorization: `Bearer ${token}` }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path} answered ${String(response.status)}: ${await response.text()}`);
    return (await response.json()) as T;
  }
  const email = DEMO_SIGN_INS.emails.find((each) => each.startsWith('admin')) ?? '';
  ({ token } = await ask<{ token: string }>('POST', '/api/v1/session', { email, password: DEMO_SIGN_INS.password }));
  const { identity } = await ask<{ identity: string }>('POST', '/api/v1/backups/key', {});

  let stopped = false;
  const isStopped = (): boolean => stopped;
  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  async function untilDone(): Promise<Backups> {
    for (;;) {
      const now = await ask<Backups>('GET', '/api/v1/backups');
      if (now.underWay === null) return now;
      await pause();
    }
  }
  const run = async (): Promise<void> => {
    while (!isStopped()) {
      await ask('POST', '/api/v1/backups', {});
      await untilDone();
      // Two backups of one second would have one name.
      for (let waited = 0; waited < 1_000 / LOOK_MS && !isStopped(); waited += 1) await pause();
    }
  };
  let running = Promise.resolve();
  const { promise: failed, reject } = Promise.withResolvers<never>();
  return {
    identity,
    failed,
    begin: () => {
      running = run();
      running.catch(reject);
    },
    stop: async () => {
      stopped = true;
      await running;
      return untilDone();
    },
  };
}
