import { DEMO_SIGN_INS } from '#server/demo/people.ts';
import type { OutputOf } from '#shared/contract.ts';

type Backups = OutputOf<'monitoring.backups'>;

/** A demo server under load, told by an admin to back up again and again. */
export interface BackingUp {
  /** Of the key made for it. */
  readonly identity: string;
  /** Makes no more once the one under way has ended. @returns what became of them, newest first. */
  stop(): Promise<Pick<Backups, 'backups' | 'directory'>>;
}

const LOOK_MS = 100;

/** Starts as soon as it is called; a new backup begins when the one before has ended. */
export async function backUpMeanwhile(port: number): Promise<BackingUp> {
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
  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  async function untilDone(): Promise<Backups> {
    for (;;) {
      const now = await ask<Backups>('GET', '/api/v1/backups');
      if (now.underWay === null) return now;
      await pause();
    }
  }
  const running = (async () => {
    while (!stopped) {
      await ask('POST', '/api/v1/backups', {});
      await untilDone();
      // Two backups of one second would have one name.
      for (let waited = 0; waited < 1_000 / LOOK_MS && !stopped; waited += 1) await pause();
    }
  })();
  return {
    identity,
    stop: async () => {
      stopped = true;
      await running;
      return untilDone();
    },
  };
}
