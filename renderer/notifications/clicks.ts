import type { Client } from '#renderer/client/client.ts';
import { newId } from '#renderer/client/newId.ts';
import type { NoticeClick } from '#shared/desktop.ts';
import type { Notification } from '#shared/notifications/contract.ts';
import { AppError } from '#shared/wire/errors.ts';

export interface ClicksOptions {
  readonly client: Pick<Client, 'call'>;
  /** What a notice is about; it also tells the server of the click. */
  readonly clicked: (key: string) => Promise<readonly Notification[]>;
  readonly bringToFront: () => void;
  /** Shows what one of them is about. */
  readonly lead: (notification: Notification) => void;
  /** Shows all of them, where a notice was of several or nobody knows of what. */
  readonly showAll: () => void;
  /** Says that an alert is acknowledged, or why it is not. */
  readonly say: (failure: unknown) => void;
}

/** Somebody was faster, or it is over: nobody has to acknowledge it any more, which is what was wanted. */
const isSeenTo = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'CONFLICT' && error.details?.reason === 'alertState';

/**
 * Does what a click on a notice asks for: leads to what it is about, or, for the button of an alert, acknowledges that without showing the window.
 * What the button could not do is said, and the alert is shown, so that it can be tried again.
 */
export function createClicks(options: ClicksOptions): (click: NoticeClick) => Promise<void> {
  const { client, clicked, bringToFront, lead, showAll, say } = options;

  async function open(notification: Notification): Promise<void> {
    lead(notification);
    await client.call('notifications.open', { notificationId: notification.id });
  }

  /** @returns whether there is nothing left to acknowledge. */
  async function acknowledge(alertId: string): Promise<boolean> {
    try {
      await client.call('monitoring.acknowledgeToldAlert', { id: newId(), alertId });
      say(null);
      return true;
    } catch (error) {
      if (isSeenTo(error)) return true;
      say(error);
      return false;
    }
  }

  return async ({ key, isButton }) => {
    const about = await clicked(key).catch(() => []);
    const [first] = about;
    if (isButton && first?.kind === 'alert' && about.length === 1 && (await acknowledge(first.subject.id))) return;
    // A click has brought the window to the front already.
    if (isButton) bringToFront();
    if (first === undefined || about.length > 1) showAll();
    else await open(first).catch(() => undefined);
  };
}
