import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a notification said, as the daemon got it. */
export interface Shown {
  readonly title: string;
  readonly body: string;
}

/** A session bus of its own with Debian's notification daemon dunst on it: nobody else's notifications are seen or shown. */
export interface NotificationDaemon {
  /** For programs whose notifications it shall show. */
  readonly environment: Readonly<Record<string, string>>;
  /** All that were shown, oldest first, those that are gone again included. */
  shown(): readonly Shown[];
  /** Waits until one more than `before` has been shown. @returns the newest. */
  nextAfter(before: number): Promise<Shown>;
  /** How many stand on the screen now. */
  displayed(): Promise<number>;
  /** What a click on the topmost notification does. */
  click(): Promise<void>;
  close(): Promise<void>;
}

/** Debian's names of what it takes to show a notification. */
export const NOTIFICATION_PACKAGES = ['libnotify4', 'dunst', 'dbus-daemon', 'libglib2.0-bin'];

/** Stays until it is clicked or withdrawn, and reads markup as most desktops do. */
const CONFIGURATION = `
[global]
  follow = none
  markup = full
  notification_limit = 20
[urgency_low]
  timeout = 0
[urgency_normal]
  timeout = 0
[urgency_critical]
  timeout = 0
`;

/** dunst's own print of what it was given. */
const PRINTED = /summary: '([^\n]*)'\n\tbody: '([^]*?)'\n\ticon: /g;

export async function startNotificationDaemon(): Promise<NotificationDaemon> {
  const home = mkdtempSync(path.join(tmpdir(), 'optimaliq-dunst-'));
  const configuration = path.join(home, 'dunstrc');
  writeFileSync(configuration, CONFIGURATION);
  const dunst = 'echo "bus $DBUS_SESSION_BUS_ADDRESS pid $$"; exec dunst -config "$1" -print';
  const child = spawn('dbus-run-session', ['--', 'sh', '-c', dunst, 'sh', configuration], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  const listeners = new Set<() => void>();
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    for (const listener of listeners) listener();
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));

  /** Waits for what dunst prints, or fails when it ends. */
  const until = <Value>(look: () => Value | null): Promise<Value> =>
    new Promise((resolve, reject) => {
      const listener = (): void => {
        const found = look();
        if (found === null) return;
        listeners.delete(listener);
        resolve(found);
      };
      listeners.add(listener);
      listener();
      void ended.then(() => reject(new Error(`dunst has ended: ${output}`)));
    });

  const [, address = '', pid = ''] = await until(() => /^bus (\S+) pid (\d+)$/m.exec(output));
  const environment = { DBUS_SESSION_BUS_ADDRESS: address };
  const ask = async (...parameters: string[]): Promise<string> =>
    (await run('gdbus', parameters, { env: { ...process.env, ...environment } })).stdout;
  const call = (method: string, ...parameters: string[]): Promise<string> => {
    const notifications = [
      '--dest',
      'org.freedesktop.Notifications',
      '--object-path',
      '/org/freedesktop/Notifications',
    ];
    return ask('call', '--session', ...notifications, '--method', method, ...parameters);
  };
  await ask('wait', '--session', '--timeout', '30', 'org.freedesktop.Notifications');

  const shown = (): readonly Shown[] =>
    [...output.matchAll(PRINTED)].map(([, title = '', body = '']) => ({ title, body }));
  return {
    environment,
    shown,
    nextAfter: (before) => until(() => shown()[before] ?? null),
    async displayed() {
      const answer = await call('org.freedesktop.DBus.Properties.Get', 'org.dunstproject.cmd0', 'displayedLength');
      return Number(/uint32 (\d+)/.exec(answer)?.[1]);
    },
    async click() {
      await call('org.dunstproject.cmd0.NotificationAction', '0');
    },
    async close() {
      process.kill(Number(pid), 'SIGTERM');
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}
