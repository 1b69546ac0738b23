import type { Notice, NoticeFailure, NoticeOutcome } from '#shared/desktop.ts';
import type { Clock } from './clock.ts';

/** A notification of the operating system, as far as it is used here; Electron's is one. */
export interface SystemNotification {
  on(event: 'show' | 'click' | 'close' | 'failed', listener: () => void): unknown;
  show(): void;
  close(): void;
}

export interface NoticesOptions {
  readonly isSupported: () => boolean;
  readonly create: (text: { readonly title: string; readonly body: string }) => SystemNotification;
  readonly clock: Clock;
  /** The person clicked: `null` for a test notice. */
  readonly onClick: (conversationId: string | null) => void;
}

export interface Notices {
  /** Shows a notice in place of an earlier one of the same conversation; resolves when the system has shown or refused it. */
  show(notice: Notice): Promise<NoticeOutcome>;
  test(text: Pick<Notice, 'title' | 'body'>): Promise<NoticeOutcome>;
  withdraw(conversationId: string | null): void;
}

/** A notification service that has not answered by then is taken for one that does not show anything. */
const ANSWER_WITHIN_MS = 3_000;

const failed = (reason: NoticeFailure): NoticeOutcome => ({ outcome: 'failed', reason });

/** One notification for each conversation that waits. They are held here: one that is collected as garbage would lose its click. */
export function createNotices({ isSupported, create, clock, onClick }: NoticesOptions): Notices {
  const shown = new Map<string | null, SystemNotification>();

  const remove = (key: string | null): void => {
    const notification = shown.get(key);
    shown.delete(key);
    notification?.close();
  };

  const show = (key: string | null, text: Pick<Notice, 'title' | 'body'>): Promise<NoticeOutcome> => {
    if (!isSupported()) return Promise.resolve(failed('noService'));
    remove(key);
    return new Promise((resolve) => {
      const cancel = clock.after(ANSWER_WITHIN_MS, () => {
        resolve(failed('noAnswer'));
      });
      const answer = (outcome: NoticeOutcome): void => {
        cancel();
        resolve(outcome);
      };
      const notification = create({ title: text.title, body: text.body });
      const forget = (): void => {
        if (shown.get(key) === notification) shown.delete(key);
      };
      notification.on('show', () => {
        answer({ outcome: 'shown' });
      });
      notification.on('failed', () => {
        forget();
        answer(failed('refused'));
      });
      notification.on('close', forget);
      notification.on('click', () => {
        remove(key);
        onClick(key);
      });
      shown.set(key, notification);
      notification.show();
    });
  };

  return {
    show: (notice) => show(notice.conversationId, notice),
    test: (text) => show(null, text),
    withdraw(conversationId) {
      for (const key of conversationId === null ? [...shown.keys()] : [conversationId]) remove(key);
    },
  };
}

/** Text as text, for a notification program that reads markup. */
export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
