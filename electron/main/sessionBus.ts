import { execFile } from 'node:child_process';

const ANSWER_WITHIN_MS = 2_000;

/** One question to the session's D-Bus: `null` when there is no bus, nobody of that name, or no program to ask with. */
export type AskBus = (
  destination: string,
  path: string,
  method: string,
  ...parameters: string[]
) => Promise<string | null>;

/** Asks by `gdbus` (GLib's own, there wherever GTK is): Node speaks no D-Bus, and these are questions for a settings screen. */
export const askSessionBus: AskBus = (destination, path, method, ...parameters) =>
  new Promise((resolve) => {
    const question = ['call', '--session', '--timeout', '2', '--dest', destination, '--object-path', path];
    execFile(
      'gdbus',
      [...question, '--method', method, ...parameters],
      { timeout: ANSWER_WITHIN_MS, encoding: 'utf8' },
      (error, answer) => {
        resolve(error === null ? answer : null);
      },
    );
  });

/** What a Linux desktop offers. */
export interface LinuxDesktop {
  /** The notification program's name; `null` without one. */
  readonly notifier: string | null;
  /** Whether it reads the body of a notification as markup. */
  readonly readsMarkup: boolean;
  readonly hasTray: boolean;
}

const NOTIFIER = ['org.freedesktop.Notifications', '/org/freedesktop/Notifications'] as const;

/** Finds out who shows notifications and whether anything shows tray icons (a StatusNotifierWatcher). */
export async function lookAtLinuxDesktop(ask: AskBus = askSessionBus): Promise<LinuxDesktop> {
  const [information, capabilities, watcher] = await Promise.all([
    ask(...NOTIFIER, 'org.freedesktop.Notifications.GetServerInformation'),
    ask(...NOTIFIER, 'org.freedesktop.Notifications.GetCapabilities'),
    ask(
      'org.freedesktop.DBus',
      '/org/freedesktop/DBus',
      'org.freedesktop.DBus.NameHasOwner',
      'org.kde.StatusNotifierWatcher',
    ),
  ]);
  return {
    notifier: /^\('([^']*)'/.exec(information ?? '')?.[1] ?? null,
    readsMarkup: capabilities?.includes("'body-markup'") ?? false,
    hasTray: watcher?.includes('true') ?? false,
  };
}
