import { createSocketIoClient, type SocketIoClient, type VisitorSession } from '#renderer/client/socketIo.ts';
import { systemTimers } from '#renderer/client/timers.ts';
import type { Random } from '#server/demo/random.ts';

export interface LineOptions {
  readonly url: string;
  readonly namespace: '/visitor' | '/console';
  readonly auth: () => Readonly<Record<string, unknown>>;
  readonly onSession?: (session: VisitorSession) => void;
  readonly random: Random;
}

/** Back-off draws from the lowest hundredth of its range: after a kill nobody needs to be polite. */
const HASTE = 0.01;

/** The product's own client over a real Socket.IO connection: it reconnects by itself and resumes its subscriptions by cursor. */
export function openLine({ random, ...options }: LineOptions): SocketIoClient {
  return createSocketIoClient({
    ...options,
    timers: { ...systemTimers, random: () => random.next() * HASTE },
    wakeUps: () => () => undefined,
  });
}
