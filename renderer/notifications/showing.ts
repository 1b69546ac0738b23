import type { Client } from '#renderer/client/client.ts';
import type { Timers } from '#renderer/client/timers.ts';
import type { NoticeOutcome } from '#shared/desktop.ts';
import type { InputOf, OutputOf } from '#shared/contract.ts';
import type { Notification } from '#shared/notifications/contract.ts';
import type { Claimed } from '#shared/notifications/devices/contract.ts';
import type { NoticeText } from '#shared/notifications/notices.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { Notifier } from './notifier.ts';

type Report = InputOf<'notifications.report'>;

export interface ShowingOptions {
  readonly client: Pick<Client, 'call' | 'onLine' | 'line'>;
  readonly notifier: Pick<Notifier, 'notify' | 'keepOnly' | 'onLeading' | 'isAttended' | 'ability' | 'watchAbility'>;
  readonly timers: Pick<Timers, 'after' | 'now'>;
  readonly device: { readonly deviceId: string; readonly name: string; readonly form: 'desktop' | 'browser' };
  /** Whether what people wrote may be seen outside the console on this device. */
  readonly showsText: () => boolean;
  /** Puts into words what a notice says. */
  readonly textOf: (notifications: readonly Notification[]) => NoticeText;
}

export interface Showing {
  /** Something of this person's has changed: there may be more to show, or less. */
  changed(): void;
  /** What a notice that was clicked is about, if this window showed it: also tells the server of the click. */
  clicked(key: string): Promise<readonly Notification[]>;
  stop(): void;
}

/** A claim that failed is made again after so many milliseconds; a new line makes it at once. */
const AGAIN_MS = 5_000;

/** What became of it, in the server's words. */
function reportOf(deviceId: string, ids: number[], told: NoticeOutcome): Report {
  if (told.outcome === 'attended') return { deviceId, ids, outcome: 'shown', reason: 'attended' };
  if (told.outcome === 'off') return { deviceId, ids, outcome: 'failed', reason: 'off' };
  if (told.outcome === 'failed') return { deviceId, ids, outcome: 'failed', reason: told.reason };
  return { deviceId, ids, outcome: 'shown' };
}

/**
 * Shows on this device what the server has for it: says that the device is there, takes what is due, shows it, and reports what became of each.
 * A report that is lost with the line is made again with the next one; until then the server gives the same again, and the notifier knows it.
 */
export function createShowing({ client, notifier, timers, device, showsText, textOf }: ShowingOptions): Showing {
  const { deviceId } = device;
  let isRegistered = false;
  let isLeading = false;
  let isStopped = false;
  let underWay = false;
  let isAgain = false;
  let isReporting = false;
  let callOff = (): void => undefined;
  const shown = new Map<string, Claimed>();
  const unreported: Report[] = [];

  /** One after the other: whoever is sending sends what has come since, too. What the server does not know any more is told to nobody, or all else would wait behind it. */
  async function sendReports(): Promise<void> {
    if (isReporting) return;
    isReporting = true;
    try {
      for (let next = unreported[0]; next !== undefined; next = unreported[0]) {
        await client.call('notifications.report', next).catch((error: unknown) => {
          if (!(error instanceof AppError && error.code === 'NOT_FOUND')) throw error;
        });
        unreported.shift();
      }
    } finally {
      isReporting = false;
    }
  }

  async function show(item: Claimed): Promise<void> {
    const { key, ids, notifications } = item;
    shown.set(key, item);
    const at = notifications[0]?.toldAt ?? 0;
    const outcome = await notifier
      .notify({ key, ids: ids.map((id) => `${deviceId}/${String(id)}/${String(at)}`), ...textOf(notifications) })
      .catch((): NoticeOutcome => ({ outcome: 'failed', reason: 'noService' }));
    unreported.push(reportOf(deviceId, ids, outcome));
    await sendReports();
  }

  async function register(): Promise<void> {
    await client.call('notifications.registerDevice', {
      ...device,
      ability: await notifier.ability(),
      showsText: showsText(),
    });
    isRegistered = true;
  }

  async function take(): Promise<OutputOf<'notifications.claim'>['nextAt']> {
    if (!isRegistered) await register();
    await sendReports();
    const { items, standing, nextAt } = await client.call('notifications.claim', {
      deviceId,
      isAttended: await notifier.isAttended(),
    });
    notifier.keepOnly(standing);
    for (const key of [...shown.keys()]) if (!standing.includes(key)) shown.delete(key);
    await Promise.all(items.map(show));
    return nextAt;
  }

  async function round(): Promise<void> {
    if (isStopped || !isLeading || client.line().state !== 'online') return;
    if (underWay) {
      isAgain = true;
      return;
    }
    underWay = true;
    callOff();
    let wait: number | null = AGAIN_MS;
    try {
      const nextAt = await take();
      wait = nextAt === null ? null : Math.max(0, nextAt - timers.now());
    } catch {
      // The server is not there, or knows this device no more.
      isRegistered = false;
    }
    underWay = false;
    if (isAgain) {
      isAgain = false;
      void round();
    } else if (wait !== null) callOff = timers.after(wait, () => void round());
  }

  const stopLine = client.onLine(({ state }) => {
    if (state === 'online') void round();
  });
  const stopAbility = notifier.watchAbility(() => {
    isRegistered = false;
    void round();
  });
  notifier.onLeading(() => {
    isLeading = true;
    void round();
  });

  /** What a notice is about that another run of this window has shown; nothing where it was of several. */
  async function asked(key: string): Promise<readonly Notification[]> {
    const id = /^notification-(\d+)$/.exec(key)?.[1];
    if (id === undefined) return [];
    const { deliveries, ...about } = await client.call('notifications.fate', { notificationId: Number(id) });
    const ids = deliveries
      .filter(({ channel, state }) => channel === 'system' && state === 'shown')
      .map((one) => one.id);
    // Of all devices: the server knows which of them is this one's.
    if (ids.length > 0)
      await client.call('notifications.report', { deviceId, ids, outcome: 'clicked' }).catch(() => undefined);
    return [about];
  }

  return {
    changed: () => void round(),
    async clicked(key) {
      const item = shown.get(key);
      if (item === undefined) return asked(key);
      unreported.push({ deviceId, ids: item.ids, outcome: 'clicked' });
      await sendReports().catch(() => undefined);
      return item.notifications;
    },
    stop() {
      isStopped = true;
      callOff();
      stopLine();
      stopAbility();
    },
  };
}
