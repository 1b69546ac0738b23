import path from 'node:path';
import type { Page } from 'playwright';
import { expect, it, onTestFinished } from 'vitest';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { alertsWords as words } from '#renderer/monitoring/alerts/words.en.ts';
import { notificationsWords } from '#renderer/notifications/words.en.ts';
import { ROOT } from '#scripts/support/paths.ts';
import { startServer } from '#server/startServer.ts';
import { HEARTBEAT_METRIC } from '#shared/monitoring/alerts/history.ts';
import { matches, seriesKey, type RangeAnswer, type RangeQuery, type SeriesKind } from '#shared/monitoring/series.ts';
import { openConsole } from '#tests/e2e/support/agent.ts';
import { faults } from '#tests/e2e/support/faults.ts';
import { look as lookAt } from '#tests/e2e/support/look.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { openQuietTab } from '#tests/e2e/support/quietTab.ts';
import { openWorker } from '#tests/e2e/support/pushWorker.ts';
import { clickNotification, spyOnNotifications, titles } from '#tests/e2e/support/spiedNotifications.ts';
import { givenBrowser } from '#tests/e2e/support/stage.ts';
import { queryRows } from '#tests/support/databaseState.ts';
import { makeNotification } from '#tests/renderer/notifications/make.ts';
import { createMemoryLog } from '#tests/support/log.ts';
import { newId } from '#tests/support/make.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { THREAD_ENTRY } from '#tests/support/testServer.ts';

const stage = givenBrowser();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Told {
  readonly name: string;
  readonly kind: SeriesKind;
  readonly labels: Readonly<Record<string, string>>;
  readonly valueAt: (at: number) => number;
}

/** Series of a week in which a customer has waited for long three times, and of what goes wrong between two times of now. */
function givenSeries(start: number) {
  const trouble = { from: Infinity, to: Infinity };
  const isTrouble = (at: number): boolean => at >= trouble.from && at < trouble.to;
  const peaks = [5 * DAY, 3 * DAY, 1 * DAY];
  const waves = (at: number): number => 240 + 120 * Math.sin(at / HOUR) + 60 * Math.sin(at / (7 * MINUTE));
  const series: readonly Told[] = [
    { name: HEARTBEAT_METRIC, kind: 'gauge', labels: {}, valueAt: () => 1 },
    {
      name: 'optimaliq_oldest_wait_seconds',
      kind: 'gauge',
      labels: {},
      valueAt: (at) => (peaks.some((ago) => at > start - ago && at < start - ago + 40 * MINUTE) ? 1_400 : waves(at)),
    },
    { name: 'optimaliq_conversations', kind: 'gauge', labels: { state: 'open' }, valueAt: () => 12 },
    {
      name: 'optimaliq_jobs',
      kind: 'gauge',
      labels: { queue: 'stripe fetches', state: 'dead' },
      valueAt: (at) => (isTrouble(at) ? 3 : 0),
    },
    {
      name: 'optimaliq_message_latency_seconds',
      kind: 'histogram',
      labels: { until: 'delivered' },
      valueAt: (at) => (isTrouble(at) ? 2.4 : 0.04 + 0.02 * Math.sin(at / (9 * MINUTE))),
    },
  ];
  const range = ({ matchers, from, to, step }: RangeQuery): Promise<RangeAnswer> =>
    Promise.resolve({
      from,
      step,
      series: series
        .filter(({ name, labels }) => matchers.some((matcher) => matches(matcher, name, labels)))
        .map(({ name, labels, kind, valueAt }) => ({
          key: seriesKey(name, labels),
          labels,
          kind,
          points: Array.from({ length: Math.round((to - from) / step) }, (_, place) => {
            const at = from + place * step;
            const value = valueAt(at);
            const point = {
              at,
              covered: step / 1_000,
              count: 60,
              sum: value * 60,
              min: value,
              max: value,
              last: value,
            };
            return kind === 'histogram' ? { ...point, quantiles: [value / 2, value, value, value * 1.2] } : point;
          }),
        })),
    });
  return { range, trouble };
}

/** A demo whose series the test tells, and whose time it moves. */
async function givenWatch() {
  const temporary = makeTemporaryDirectory();
  const dataDirectory = path.join(temporary.path, 'data');
  let ahead = 0;
  const clock = (): number => Date.now() + ahead;
  const { range, trouble } = givenSeries(Date.now());
  const server = await startServer({
    dataDirectory,
    host: '127.0.0.1',
    port: 0,
    isDemo: true,
    consoleDirectory: path.join(ROOT, 'out/renderer'),
    widgetDirectory: path.join(ROOT, 'out/widget'),
    writer: 'inline',
    clock,
    threadEntry: THREAD_ENTRY,
    setUpCode: null,
    logger: createMemoryLog().logger,
    alerts: { range, everyMs: 200 },
  });
  onTestFinished(async () => {
    await server.close();
    temporary.remove();
  });
  return {
    address: server.address,
    devices: () => queryRows(dataDirectory, 'SELECT ability FROM notification_device'),
    alertCalled: (name: string): string => {
      const [row] = queryRows(dataDirectory, "SELECT id FROM alert WHERE ruleJson ->> 'name' = ?", name);
      return (row as { id: string }).id;
    },
    isAcknowledged: (id: string): boolean =>
      queryRows(dataDirectory, 'SELECT id FROM alert WHERE id = ? AND acknowledgedAt IS NOT NULL', id).length === 1,
    goesWrong: (): void => {
      trouble.from = clock();
      ahead += 6 * MINUTE;
    },
    comesBack: (): void => {
      trouble.to = clock();
      ahead += 4 * MINUTE;
    },
  };
}

const look = (page: Page, name: string): Promise<void> => lookAt(page, `alerts-${name}`);
/** Finds one of many by what is typed. */
async function choose(page: Page, field: string, typed: string, isThere = true): Promise<void> {
  await page.getByRole('region', { name: words.rules.region }).getByRole('combobox', { name: field }).press('Enter');
  await page.getByRole('dialog', { name: field }).getByRole('combobox').fill(typed);
  if (!isThere) return;
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('option').first().waitFor({ state: 'detached' });
}
const rows = (page: Page) => page.getByRole('listbox', { name: words.list.label }).getByRole('option');
const tab = (page: Page, name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) });
const fact = (page: Page, name: string) => region(page).getByRole('term').filter({ hasText: name });
const region = (page: Page) => page.getByRole('region', { name: words.detail.region });

it('an alert fires, is acknowledged and silenced by keyboard, and is over; a rule says what it would have done', async () => {
  const watch = await givenWatch();
  const { page, errors } = await openConsole(stage.browser, watch.address);
  await page.getByRole('button', { name: accountsWords.signIn.demoAs('Admin') }).click();
  await page.getByRole('navigation', { name: appWords.navigation.label }).waitFor();
  await page.getByRole('button', { name: new RegExp(words.status.none) }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await page.getByRole('heading', { name: words.title, level: 1 }).waitFor();
  await page.getByText(words.list.emptyTitle).waitFor();
  await look(page, 'none');

  watch.goesWrong();
  await expect.poll(() => rows(page).count(), { timeout: 30_000 }).toBe(2);
  await page.getByRole('button', { name: new RegExp(words.status.firing(2)) }).waitFor();
  // The worst is first.
  expect(await rows(page).first().textContent()).toContain('Messages arrive late');
  await page.keyboard.press('j');
  await region(page).getByRole('button', { name: words.detail.acknowledge }).waitFor();
  await region(page).getByText(words.chart.limit, { exact: false }).first().waitFor();
  await look(page, 'firing');
  await page.keyboard.press('a');
  await fact(page, words.detail.acknowledgedBy).waitFor();
  await page.getByRole('button', { name: new RegExp(words.status.firing(1)) }).waitFor();

  // What nobody has acknowledged is first from now on.
  await rows(page).first().click();
  await region(page).getByText('Work was given up').waitFor();
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog', { name: words.silenceForm.title });
  await dialog.getByLabel(words.silenceForm.reason).fill('Stripe has told us of trouble.');
  await look(page, 'silence');
  await dialog.getByLabel(words.silenceForm.reason).press('Enter');
  await fact(page, words.detail.silencedUntil).waitFor();
  await tab(page, words.tabs.silences).click();
  await page.getByText('Stripe has told us of trouble.', { exact: false }).waitFor();
  await look(page, 'silences');

  watch.comesBack();
  await tab(page, words.tabs.over).click();
  await expect.poll(() => rows(page).count(), { timeout: 30_000 }).toBe(2);
  await page.keyboard.press('j');
  await region(page).getByText(words.detail.ends.recovered, { exact: false }).waitFor();
  await region(page).getByText(words.chart.limit, { exact: false }).first().waitFor();
  await look(page, 'over');

  const editor = page.getByRole('region', { name: words.rules.region });
  await tab(page, words.tabs.rules).click();
  await page.getByRole('button', { name: /^A customer waits for an answer/ }).click();
  await editor.getByText(words.preview.wouldHave(3, '7\u00a0d', true)).waitFor();
  // With what it would have done in the picture.
  await editor.getByRole('region', { name: words.preview.title }).scrollIntoViewIfNeeded();
  await look(page, 'rule');
  // The preview follows what is typed.
  await editor.getByLabel(words.form.limit, { exact: true }).fill('2000');
  await editor.getByText(words.preview.wouldHave(0, '7\u00a0d', true)).waitFor();
  await editor.getByLabel(words.form.name).fill('A customer waits for very long');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: /^A customer waits for very long/ }).waitFor();

  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: words.rules.add }).first().click();
  await editor.getByRole('button', { name: words.form.add }).click();
  await editor.getByText(words.form.problems.name).waitFor();
  // What was typed, and what is wrong with it, stays where the window becomes too narrow for it and wide again.
  await editor.getByLabel(words.form.help).fill('Ask whoever has touched it last.');
  await look(page, 'new-rule');
  expect(await editor.getByLabel(words.form.help).inputValue()).toBe('Ask whoever has touched it last.');
  await editor.getByText(words.form.problems.name).waitFor();

  // A metric is found by what it tells, and its labels are those that its series have.
  await choose(page, words.form.metric, 'to be done later');
  await editor.getByText('Work to be done later', { exact: false }).waitFor();
  await choose(page, words.form.labels, 'dead fetches', false);
  await page.getByText(words.metrics.noLabel).waitFor();
  await page.keyboard.press('Escape');
  await choose(page, words.form.labels, 'fetches');
  await choose(page, words.form.labels, 'dead');
  await editor.getByRole('button', { name: words.metrics.dropLabel('queue=fetches') }).press('Enter');
  await expect.poll(() => editor.getByRole('button', { name: words.metrics.dropLabel('state=dead') }).count()).toBe(1);
  await choose(page, words.form.groupBy, 'queue');
  await editor.getByRole('combobox', { name: words.form.metric }).press('Enter');
  await page.getByRole('option', { name: /^optimaliq_jobs/ }).waitFor();
  expect(await faults(page)).toEqual([]);
  await takePicture(page, 'alerts-rule-metric-light');
  // What has not come yet may be written all the same.
  await page.keyboard.type('shop_orders_total');
  await page.keyboard.press('Enter');
  await editor.getByText(words.metrics.unheardMetric).waitFor();
  await look(page, 'rule-unheard');

  await tab(page, words.tabs.routes).click();
  await page.getByRole('button', { name: words.routes.addStep }).last().click();
  await page.getByText(words.routes.onlyIn).last().click();
  await page.getByLabel(words.routes.name, { exact: true }).first().scrollIntoViewIfNeeded();
  await look(page, 'routes');
  await page.getByRole('button', { name: words.routes.save }).click();
  await page.getByText(words.routes.saved).waitFor();
  expect(errors).toEqual([]);
});

it('a click on its notification opens the alert with Acknowledge in focus, also where it lies open already', async () => {
  const watch = await givenWatch();
  const context = await stage.browser.newContext({ viewport: { width: 1440, height: 900 } });
  onTestFinished(() => context.close());
  await context.grantPermissions(['notifications'], { origin: watch.address });
  await context.addInitScript(spyOnNotifications);
  const page = await openQuietTab(context, `${watch.address}/console/`);
  await page.getByRole('button', { name: accountsWords.signIn.demoAs('Admin') }).click();
  await page.getByRole('navigation', { name: appWords.navigation.label }).waitFor();
  await expect.poll(watch.devices).toEqual([{ ability: 'granted' }]);
  await (await openQuietTab(context, 'about:blank')).bringToFront();
  await expect.poll(() => page.evaluate(() => document.hasFocus())).toBe(false);
  const LATE = 'Messages arrive late';
  watch.goesWrong();
  await expect.poll(() => titles(page), { timeout: 30_000 }).toContain(LATE);

  const acknowledge = page.getByRole('button', { name: words.detail.acknowledge });
  const hasFocus = () => acknowledge.evaluate((button) => button === document.activeElement);
  await clickNotification(page, LATE);
  await expect.poll(hasFocus).toBe(true);

  // The window is there, with the keyboard somewhere else and the alert chosen in its list.
  await page.bringToFront();
  await rows(page).first().click();
  await rows(page).last().click();
  await rows(page).first().click();
  expect(await hasFocus()).toBe(false);
  // The tab that shows has told of it; its notification went with the first click, what it leads to is told again here.
  await clickNotification(page, LATE);
  await expect.poll(hasFocus).toBe(true);

  // In a drawer where there is little room, and with the notifications lying over it.
  await page.setViewportSize({ width: 1024, height: 700 });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: notificationsWords.centre.title }).first().click();
  await page.getByRole('dialog').waitFor();
  await clickNotification(page, LATE);
  await expect.poll(hasFocus).toBe(true);
  await page.waitForTimeout(500);
  expect(await hasFocus()).toBe(true);
  await takePicture(page, 'alerts-clicked-1024');
  await page.keyboard.press('Enter');
  await page.getByRole('term').filter({ hasText: words.detail.acknowledgedBy }).waitFor();

  // The other one is pushed, and acknowledged by the browser's worker, with the session that the page has.
  const GIVEN_UP = 'Work was given up';
  const alertId = watch.alertCalled(GIVEN_UP);
  const worker = await openWorker(page);
  await worker.push({
    deviceId: newId(),
    key: 'notification-1',
    ids: [1],
    count: 1,
    notifications: [
      makeNotification({
        kind: 'alert',
        subject: { kind: 'alert', id: alertId },
        words: { who: GIVEN_UP, text: null },
      }),
    ],
  });
  await expect.poll(worker.shown).toEqual([{ title: GIVEN_UP, buttons: [notificationsWords.notices.acknowledge] }]);
  expect(watch.isAcknowledged(alertId)).toBe(false);
  await worker.pressButton();
  expect(watch.isAcknowledged(alertId)).toBe(true);
  expect(await worker.shown()).toEqual([]);
});
