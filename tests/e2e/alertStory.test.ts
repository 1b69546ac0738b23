import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { alertsWords as words } from '#renderer/monitoring/alerts/words.en.ts';
import { notificationsWords } from '#renderer/notifications/words.en.ts';
import { colleague } from '#tests/e2e/support/colleagues.ts';
import { launchDesktop, type Desktop } from '#tests/e2e/support/electronApp.ts';
import {
  NOTIFICATION_PACKAGES,
  startNotificationDaemon,
  type NotificationDaemon,
} from '#tests/e2e/support/notificationDaemon.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { makeRule } from '#tests/support/alerts.ts';
import { newId } from '#tests/support/make.ts';
import { openSocket } from '#tests/support/socketIoClient.ts';
import { missingOf, needsPackages } from '#tests/support/systemPackages.ts';

const canShow = missingOf(NOTIFICATION_PACKAGES).length === 0;
const NAME = 'Answers are late';
/** Two steps of ten seconds, and how late a rule may be looked at; twice that on a busy machine. */
const TURN_MS = 60_000;

let daemon: NotificationDaemon;
let desktop: Desktop;
beforeAll(async () => {
  if (!canShow) return;
  daemon = await startNotificationDaemon();
  desktop = await launchDesktop({ parameters: ['--demo'], environment: daemon.environment });
});
afterAll(async () => {
  if (!canShow) return;
  await desktop.close();
  await daemon.close();
});
beforeEach((context) => needsPackages(context, NOTIFICATION_PACKAGES));

/** A customer who writes without end, and a colleague who reads each message only after `lateMs`. */
async function chatting(address: string) {
  const support = await colleague(address, 'support');
  const server = { address, port: Number(new URL(address).port) };
  const visitor = await openSocket(server, { namespace: '/visitor', auth: { siteKey: 'demo' } });
  const { conversationId } = await visitor.call('chat.start', { id: newId() });
  const { account } = await support.call('accounts.state', {});
  // So that it waits for nobody at the window.
  await support.call('chat.assign', { id: newId(), conversationId, assigneeId: account?.id ?? '' });
  let lateMs = 1_500;
  let isOver = false;
  const run = async (): Promise<void> => {
    while (!isOver) {
      const { seq } = await visitor.call('chat.send', { id: newId(), conversationId, body: 'And another thing' });
      await pause(lateMs);
      await support.call('chat.read', { conversationId, seq });
      // A customer may send twenty messages in ten seconds.
      await pause(600);
    }
  };
  const running = run();
  return {
    recover: () => void (lateMs = 0),
    end: async () => {
      isOver = true;
      await running;
      await visitor.close();
    },
  };
}

it('latency is injected: the alert is told by the system, a click and a key acknowledge it, and recovery ends it', async () => {
  const { window } = desktop;
  await window.getByRole('button', { name: accountsWords.signIn.demoAs('Admin') }).press('Enter');
  await window.getByText(appWords.status.online, { exact: true }).waitFor();
  const address = await desktop.serverAddress();
  const admin = await colleague(address, 'admin');
  const rule = makeRule({
    name: NAME,
    help: 'A colleague reads too slowly, or a thread is busy.',
    condition: {
      kind: 'threshold',
      of: { metric: 'optimaliq_message_latency_seconds', labels: { until: 'shown' }, read: 'p95', across: 'max' },
      is: 'above',
      limit: 1,
      clear: 0.5,
    },
    stepMs: 10_000,
    severity: 'critical',
    groupBy: [],
  });
  await admin.call('monitoring.saveAlertRule', { id: newId(), ruleId: newId(), revision: 0, rule });
  await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.blur());
  const before = daemon.shown().length;
  const chat = await chatting(address);

  await expect.poll(() => daemon.shown().slice(before), { timeout: TURN_MS }).toMatchObject([{ title: NAME }]);
  await daemon.click();
  const detail = window.getByRole('region', { name: words.detail.region });
  await detail.getByRole('heading', { name: NAME }).waitFor();
  const acknowledge = detail.getByRole('button', { name: words.detail.acknowledge });
  await expect.poll(() => acknowledge.evaluate((button) => button === document.activeElement)).toBe(true);
  await takePicture(window, 'alert-story-light');
  await window.keyboard.press('Enter');
  await detail.getByRole('term').filter({ hasText: words.detail.acknowledgedBy }).waitFor();
  await expect.poll(daemon.displayed).toBe(0);

  chat.recover();
  await detail.getByText(words.detail.ends.recovered, { exact: false }).waitFor({ timeout: TURN_MS });
  await chat.end();
  await desktop.app.evaluate(({ nativeTheme }) => {
    nativeTheme.themeSource = 'dark';
  });
  await takePicture(window, 'alert-story-dark');

  // The ledger tells the whole story.
  await window.evaluate(() => {
    location.hash = '/settings/ledger';
  });
  const fate = window
    .getByRole('list', {
      name: notificationsWords.ledger.steps(notificationsWords.kinds.alert, 'Ada Lindqvist'),
    })
    .first();
  await fate.getByText(notificationsWords.states.clicked).waitFor();
  await window.getByText(notificationsWords.centre.handled).first().waitFor();
  expect(desktop.errors).toEqual([]);
});
