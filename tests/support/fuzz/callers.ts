import type { TestClient } from '#tests/support/client.ts';
import { signIn, staffPort, staffSocket } from '#tests/support/clients.ts';
import { openHttp } from '#tests/support/http.ts';
import { makeConversation } from '#tests/support/make.ts';
import { openPort } from '#tests/support/messagePortClient.ts';
import type { Who } from '#tests/support/people.ts';
import type { TestServer } from '#tests/support/testServer.ts';

/** The ways in, as a stranger meets them. */
export const WAYS_IN = ['/visitor', '/console', 'messagePort', 'http'] as const;
export type WayIn = (typeof WAYS_IN)[number];

const WHO: Readonly<Record<WayIn, readonly (Who | 'visitor' | 'nobody')[]>> = {
  '/visitor': ['visitor'],
  '/console': ['support', 'finance', 'admin'],
  messagePort: ['support', 'finance', 'admin', 'nobody'],
  http: ['nobody', 'support'],
};

export interface Callers {
  /** Somebody on that way in, another one from call to call. */
  next(way: WayIn): Promise<TestClient>;
  /** That one may be signed out now. */
  retire(client: TestClient): Promise<void>;
}

export function createCallers(server: TestServer): Callers {
  const open = new Map<string, TestClient>();
  let count = 0;

  async function connect(way: WayIn, who: Who | 'visitor' | 'nobody'): Promise<TestClient> {
    if (who === 'visitor') return (await makeConversation(server)).visitor;
    const token = who === 'nobody' ? null : await signIn(server, who);
    if (way === 'http') return openHttp(server, token);
    if (token === null) return openPort(server);
    return way === '/console' ? staffSocket(server, 'support', token) : staffPort(server, 'support', token);
  }

  return {
    next: async (way) => {
      count += 1;
      const who = WHO[way][count % WHO[way].length] ?? 'nobody';
      const key = `${way} ${who}`;
      const client = open.get(key) ?? (await connect(way, who));
      open.set(key, client);
      return client;
    },
    retire: async (client) => {
      for (const [key, each] of open) if (each === client) open.delete(key);
      await client.close();
    },
  };
}
