import { setTimeout as pause } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { AppError } from '#shared/wire/errors.ts';
import type { Random } from '#server/demo/random.ts';
import { openLine } from '#tests/torture/support/line.ts';
import { openOutside, type Outside } from './outside.ts';
import { signIn } from '#tests/torture/support/signIn.ts';

/** How often the device asks for what there is, and how long somebody takes to acknowledge, in milliseconds. */
const ASK_MS = 60;
const RETRY_MS = 20;
/** Of what is shown, so many in ten are acknowledged at once, and as many later; nobody sees to the rest. */
const AT_ONCE = 3;
const OF = 10;

/**
 * An admin at a server that is killed again and again: a device that shows what it is told, and a person who acknowledges some of it. They have a
 * browser without a window, which is pushed to, and a webhook.
 */
export interface OnCall {
  /** By key, how often it was put before their eyes, with the ids of what it told. */
  readonly shown: readonly { readonly key: string; readonly ids: readonly number[] }[];
  readonly acknowledged: ReadonlySet<string>;
  readonly outside: Outside;
  stop(): Promise<void>;
  close(): void;
}

const isOver = (error: unknown): boolean =>
  error instanceof AppError && (error.code === 'CONFLICT' || error.code === 'NOT_FOUND');

export async function openOnCall({
  address,
  random,
}: {
  readonly address: string;
  readonly random: Random;
}): Promise<OnCall> {
  const token = await signIn(address, 'admin');
  const line = openLine({ url: address, namespace: '/console', random, auth: () => ({ token }) });
  const deviceId = uuidv7();
  /** What it has shown, for as long as it exists: a server that gives it once more gets the same answer. */
  const known = new Set<number>();
  const shown: { key: string; ids: readonly number[] }[] = [];
  const acknowledged = new Set<string>();
  const outside = await openOutside({ address, token });
  let isStopped = false;

  /** Until it is answered, whatever happens to the server. */
  async function insist<Answer>(ask: () => Promise<Answer>): Promise<Answer | null> {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (isOver(error)) return null;
        if (isStopped) return null;
        await pause(RETRY_MS);
      }
    }
  }

  async function acknowledge(alertId: string): Promise<void> {
    const id = uuidv7();
    const done = await insist(() => line.call('monitoring.acknowledgeAlert', { id, alertId }));
    if (done !== null) acknowledged.add(alertId);
  }

  async function show(): Promise<void> {
    const claimed = await line.call('notifications.claim', { deviceId });
    for (const { key, ids, notifications } of claimed.items) {
      const fresh = ids.filter((one) => !known.has(one));
      for (const one of fresh) known.add(one);
      if (fresh.length > 0) shown.push({ key, ids: fresh });
      await insist(() => line.call('notifications.report', { deviceId, ids: [...ids], outcome: 'shown' }));
      for (const { subject } of notifications)
        if (random.between(1, OF) <= AT_ONCE && !acknowledged.has(subject.id)) await acknowledge(subject.id);
    }
  }

  /** They are told by every way there is. */
  async function settle(): Promise<void> {
    const device = { name: 'Torture', ability: 'granted' } as const;
    await insist(() => line.call('notifications.registerDevice', { ...device, deviceId, form: 'desktop' }));
    const browser = outside.browser.deviceId;
    await insist(() => line.call('notifications.registerDevice', { ...device, deviceId: browser, form: 'browser' }));
    await insist(() => line.call('notifications.subscribePush', outside.browser));
    const hook = { id: uuidv7(), name: 'Torture', url: outside.webhookUrl, kinds: ['alert' as const] };
    outside.expectSignedWith((await insist(() => line.call('notifications.addWebhook', hook)))?.secret ?? '');
    await insist(() => line.call('notifications.choose', { kind: 'alert', channel: 'webhook', isOn: true }));
  }

  async function watch(): Promise<void> {
    await settle();
    while (!isStopped) {
      await show().catch(() => undefined);
      await pause(ASK_MS);
    }
  }
  const watching = watch();

  return {
    shown,
    acknowledged,
    outside,
    stop: async () => {
      isStopped = true;
      await watching;
    },
    close: () => {
      line.close();
      outside.close();
    },
  };
}
