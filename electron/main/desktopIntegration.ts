import path from 'node:path';
import { app, Notification, type BrowserWindow } from 'electron';
import type { DesktopChange, DesktopState, Notice, NoticeClick, NoticeOutcome } from '#shared/desktop.ts';
import { createBook } from '#shared/notifications/book.ts';
import { createNotices, judgeNotice } from '#shared/notifications/notices.ts';
import { createBadge } from './badge.ts';
import { systemClock } from './clock.ts';
import { escapeMarkup } from './escapeMarkup.ts';
import { electronLoginItem } from './electronLoginItem.ts';
import { readJsonFile, writeJsonFile } from './jsonFile.ts';
import { xdgLoginItem, type LoginItem } from './loginItem.ts';
import { noticeButton } from './noticeButton.ts';
import type { PreferenceStore } from './preferences.ts';
import { lookAtLinuxDesktop, type LinuxDesktop } from './sessionBus.ts';
import { showTray, unreadImage, type AppTray } from './tray.ts';
import { words } from './words.ts';

export interface IntegrationOptions {
  readonly preferences: PreferenceStore;
  readonly window: () => BrowserWindow | null;
  readonly showWindow: () => void;
  /** Makes the page open what a notice is about, or do what its button says. */
  readonly noticeClicked: (click: NoticeClick) => void;
  /** Where it is remembered what was shown. */
  readonly shownFile: string;
  /** The program and arguments that start the app at login. */
  readonly launchCommand: readonly string[];
}

export interface DesktopIntegration {
  /** Settles, and never fails, when it is known what the desktop shows. */
  readonly looked: Promise<void>;
  state(): Promise<DesktopState>;
  change(change: DesktopChange): Promise<DesktopState>;
  notify(notice: Notice): Promise<NoticeOutcome>;
  keepNotices(keys: readonly string[]): void;
  /** Takes every notice away. */
  clearNotices(): void;
  testNotice(text: Pick<Notice, 'title' | 'body'>): Promise<NoticeOutcome>;
  setUnread(count: number): void;
  /** Whether there is a tray that can bring a hidden window back. */
  hasTray(): boolean;
  /** Whether closing the window leaves the app in the tray. */
  closesToTray(): boolean;
}

/** What the operating system shows of the app beside its window. */
export function integrateDesktop(options: IntegrationOptions): DesktopIntegration {
  const { preferences, window, showWindow, noticeClicked, shownFile } = options;
  const isLinux = process.platform === 'linux';
  let linux: LinuxDesktop | null = null;
  let tray: AppTray | null = null;
  let unread = 0;

  const notices = createNotices({
    isSupported: () => Notification.isSupported(),
    create: (text) =>
      new Notification({
        title: text.title,
        body: linux?.readsMarkup === true ? escapeMarkup(text.body) : text.body,
        silent: !preferences.current().desktop.sound,
        ...noticeButton(process.platform, text),
      }),
    after: systemClock.after,
    onClick(click) {
      // What a button does is done by the page, which need not be seen for it, only be there.
      if (click?.isButton !== true || window() === null) showWindow();
      if (click !== null) noticeClicked(click);
    },
  });
  const book = createBook({
    read: () => readJsonFile(shownFile),
    write: (value) => {
      writeJsonFile(shownFile, value);
    },
  });

  const badge = createBadge({ platform: process.platform, app, draw: unreadImage, describe: words.tray.unread });

  const loginItem: LoginItem = isLinux
    ? xdgLoginItem(configDirectory(), options.launchCommand)
    : electronLoginItem(options.launchCommand.slice(1));

  const findTray = (): void => {
    if (tray !== null || (isLinux && linux?.hasTray !== true)) return;
    tray = showTray({
      words: words.tray,
      open: showWindow,
      quit: () => {
        app.quit();
      },
    });
    tray.setUnread(unread);
  };

  /** Anew each time: a tray or a notification program may have been started since. Without either the app goes on as it is. */
  const look = async (): Promise<void> => {
    try {
      if (isLinux) linux = await lookAtLinuxDesktop();
      findTray();
    } catch (error) {
      process.stderr.write(`The desktop could not be asked what it shows: ${String(error)}\n`);
    }
  };
  const looked = look();

  const hasTray = (): boolean => tray !== null && (!isLinux || linux?.hasTray === true);

  const state = async (): Promise<DesktopState> => {
    await look();
    return {
      settings: preferences.current().desktop,
      notifications: {
        isSupported: Notification.isSupported() && linux?.notifier !== null,
        shownBy: linux?.notifier ?? null,
      },
      hasTray: hasTray(),
      badge: badge.place(),
      launchesAtLogin: loginItem.isOn(),
    };
  };

  const isAttended = (): boolean => {
    const opened = window();
    return opened !== null && opened.isVisible() && opened.isFocused();
  };

  return {
    looked,
    state,
    change({ launchesAtLogin, ...settings }) {
      if (launchesAtLogin !== undefined) loginItem.set(launchesAtLogin);
      const desktop = { ...preferences.current().desktop, ...settings };
      preferences.change({ desktop });
      if (!desktop.notifications) notices.clear();
      return state();
    },
    notify(notice) {
      // The window's own focus, as the system sees it: a page hidden in the tray may still believe that it has it.
      const judged = judgeNotice(notice, preferences.current().desktop, isAttended());
      return typeof judged === 'string'
        ? Promise.resolve({ outcome: judged })
        : book.once(notice.ids, () => notices.show(judged));
    },
    keepNotices: notices.keepOnly,
    clearNotices: notices.clear,
    testNotice: notices.test,
    setUnread(count) {
      unread = count;
      tray?.setUnread(count);
      badge.show(window(), count);
    },
    hasTray,
    closesToTray: () => preferences.current().desktop.closesToTray && hasTray(),
  };
}

function configDirectory(): string {
  const configured = process.env['XDG_CONFIG_HOME'];
  return configured !== undefined && path.isAbsolute(configured)
    ? configured
    : path.join(app.getPath('home'), '.config');
}
