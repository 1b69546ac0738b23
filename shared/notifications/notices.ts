import type { DesktopSettings, Notice, NoticeClick, NoticeFailure, NoticeOutcome } from '#shared/desktop.ts';

/** What a person has chosen about notices, on this machine or in this browser. */
export type NoticeChoices = Pick<DesktopSettings, 'notifications' | 'showsText' | 'sound'>;

/** Quiet about what customers wrote costs nobody anything to choose; not hearing of them would. */
export const NOTICE_DEFAULTS: NoticeChoices = { notifications: true, showsText: true, sound: true };

/** What is to be shown of a notice, or why nothing is. `isAttended`: somebody has the console in front of them, and sees it there. */
export function judgeNotice(
  notice: Notice,
  { notifications, showsText }: Pick<NoticeChoices, 'notifications' | 'showsText'>,
  isAttended: boolean,
): Notice | 'off' | 'attended' {
  if (!notifications) return 'off';
  if (isAttended) return 'attended';
  return showsText ? notice : { ...notice, body: '' };
}

/** A notification of the operating system, as far as it is used here: Electron's is one, a browser's is made one. `action`: its button. */
export interface SystemNotification {
  on(event: 'show' | 'click' | 'action' | 'close' | 'failed', listener: () => void): unknown;
  show(): void;
  close(): void;
}

export type NoticeText = Pick<Notice, 'title' | 'body' | 'button'>;

export interface NoticesOptions {
  readonly isSupported: () => boolean;
  readonly create: (text: NoticeText) => SystemNotification;
  /** Runs once after so many milliseconds; the returned function cancels it. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
  /** The person clicked, or pressed the button: `null` for a test notice. */
  readonly onClick: (click: NoticeClick | null) => void;
}

export interface Notices {
  /** Shows a notice in place of an earlier one of the same key; resolves when the system has shown or refused it. */
  show(notice: Notice): Promise<NoticeOutcome>;
  test(text: NoticeText): Promise<NoticeOutcome>;
  /** Takes all away but those of these keys, and a test. */
  keepOnly(keys: readonly string[]): void;
  /** Takes all away. */
  clear(): void;
}

/** A notification service that has not answered by then is taken for one that does not show anything. */
const ANSWER_WITHIN_MS = 3_000;

const failed = (reason: NoticeFailure): NoticeOutcome => ({ outcome: 'failed', reason });

/** One notification for each key. They are held here: one that is collected as garbage would lose its click. */
export function createNotices({ isSupported, create, after, onClick }: NoticesOptions): Notices {
  const shown = new Map<string | null, SystemNotification>();

  const remove = (key: string | null): void => {
    const notification = shown.get(key);
    shown.delete(key);
    notification?.close();
  };

  const show = (key: string | null, text: NoticeText): Promise<NoticeOutcome> => {
    if (!isSupported()) return Promise.resolve(failed('noService'));
    remove(key);
    return new Promise((resolve) => {
      const cancel = after(ANSWER_WITHIN_MS, () => {
        resolve(failed('noAnswer'));
      });
      const answer = (outcome: NoticeOutcome): void => {
        cancel();
        resolve(outcome);
      };
      const notification = create(text);
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
      const answered = (isButton: boolean): void => {
        remove(key);
        onClick(key === null ? null : { key, isButton });
      };
      notification.on('click', () => {
        answered(false);
      });
      notification.on('action', () => {
        answered(true);
      });
      shown.set(key, notification);
      notification.show();
    });
  };

  return {
    show: (notice) => show(notice.key, notice),
    test: (text) => show(null, text),
    keepOnly(keys) {
      for (const key of [...shown.keys()]) if (key !== null && !keys.includes(key)) remove(key);
    },
    clear() {
      for (const key of [...shown.keys()]) remove(key);
    },
  };
}
