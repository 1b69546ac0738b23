import { pino } from 'pino';
import type { StaffPrincipal } from '#shared/wire/access.ts';
import { startCore, type Core } from '#server/core/startCore.ts';
import type { Connection } from '#server/dispatch/connection.ts';
import { createDispatcher, type Dispatcher } from '#server/dispatch/dispatcher.ts';
import { createLimitGuard, limitsSchema } from '#server/dispatch/limits.ts';

/** The dispatcher over the core's threads, as in production, in the bench's own process. */
export async function openDispatcher(databaseFile: string): Promise<{ core: Core; dispatcher: Dispatcher }> {
  const fail = (reason: unknown): void => {
    throw reason instanceof Error ? reason : new Error(String(reason));
  };
  const core = await startCore({
    databaseFile,
    synchronous: 'FULL',
    mode: 'worker',
    threadEntry: new URL('../../../server/core/thread.ts', import.meta.url),
    clock: Date.now,
    onCommitted: () => undefined,
    onLost: fail,
    onError: fail,
  });
  const dispatcher = createDispatcher({
    submit: core.submit,
    gateway: {},
    afterwards: {},
    limits: createLimitGuard(limitsSchema.parse({ calls: { count: 1_000_000, perMs: 1_000 } }), Date.now),
    onPrincipalChanged: () => undefined,
    clock: Date.now,
    logger: pino({ level: 'error' }),
  });
  return { core, dispatcher };
}

export const connectionOf = (principal: StaffPrincipal): Connection => ({
  id: principal.accountId,
  carrier: 'messagePort',
  address: 'local',
  client: 'bench',
  device: '',
  principal,
  send: () => undefined,
  signedIn: () => undefined,
  rolesChanged: () => undefined,
  signedOut: () => undefined,
  renew: () => undefined,
});
