import { DEMO_SIGN_INS } from '#server/demo/people.ts';
import { startServerProcess } from '#tests/torture/support/serverProcess.ts';
import { callOver, openRawSocket } from './rawSocket.ts';

export interface TimedConsole {
  /** Resolves with the last byte of the answer. @throws when it is refused. */
  ask(name: string, input: unknown): Promise<void>;
  close(): Promise<void>;
}

const OK = '[{"ok":true';

/** A colleague's socket to a demo at `address`. */
export async function consoleAt(address: string, email: string): Promise<TimedConsole> {
  const response = await fetch(`${address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: DEMO_SIGN_INS.password }),
  });
  const { token } = (await response.json()) as { token: string };
  const answers = new Map<number, (packet: unknown) => void>();
  const raw = await openRawSocket(Number(new URL(address).port), '/console', { token }, (packet) => {
    const head = packet.toString('latin1', 0, 40);
    const [, call] = /^43\/console,(\d+)\[/.exec(head) ?? [];
    if (call !== undefined) answers.get(Number(call))?.(head);
  });
  const call = callOver(raw, '/console', answers);
  return {
    ask: async (name, input) => {
      const head = await call(name, input);
      if (!String(head).includes(OK)) throw new Error(`${name} was refused: ${String(head)}`);
    },
    close: () => {
      raw.close();
      return Promise.resolve();
    },
  };
}

/** A server in a process of its own on this directory, and a colleague's socket to it. */
export async function openConsole(dataDirectory: string): Promise<TimedConsole> {
  const server = await startServerProcess({ dataDirectory });
  const { ask, close } = await consoleAt(server.address, 'support@demo.test');
  return {
    ask,
    close: async () => {
      await close();
      server.signal('SIGTERM');
      await server.end;
    },
  };
}
