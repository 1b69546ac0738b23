import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { operationsWords as words } from '#renderer/monitoring/operations/words.en.ts';
import { notificationsWords } from '#renderer/notifications/words.en.ts';
import { openConsole } from '#tests/e2e/support/agent.ts';
import { faults } from '#tests/e2e/support/faults.ts';
import { look } from '#tests/e2e/support/look.ts';
import { startHeadlessDemo, type HeadlessServer } from '#tests/e2e/support/headless.ts';
import { givenBrowser } from '#tests/e2e/support/stage.ts';
import { changeRows, queryRows } from '#tests/support/databaseState.ts';
import { newId } from '#tests/support/make.ts';

const stage = givenBrowser();
let server: HeadlessServer;
beforeAll(async () => {
  server = await startHeadlessDemo();
});
afterAll(() => server.close());

/** Work that no demo has: what Stripe could not be asked for, and what it has not answered. */
function giveWork(): void {
  const at = Date.now();
  const fetch = (kind: string, id: string, attempts: number, runAt: number | 'NULL', error: string) =>
    `INSERT INTO stripe_fetch (kind, id, attempts, runAt, lastError, newerThan, createdAt)
      VALUES ('${kind}', '${id}', ${attempts}, ${runAt}, ${error}, 0, ${at - 7_200_000});`;
  changeRows(
    server.dataDirectory,
    [
      fetch('charge', 'ch_3QkGivenUpLongAgo', 12, 'NULL', "'Stripe refused: No such charge: ch_3QkGivenUpLongAgo'"),
      fetch(
        'payment_intent',
        'pi_3QkTriedAgain',
        3,
        at + 600_000,
        "'Stripe has trouble of its own. Try again in a minute.'",
      ),
      fetch('customer', 'cus_QkWaits', 0, at + 600_000, 'NULL'),
    ].join('\n'),
  );
}

/** Notifications that wait to leave the house, or were given up. */
function giveSends(): void {
  const at = Date.now();
  const [{ id: account }] = queryRows(server.dataDirectory, "SELECT id FROM account WHERE name = 'Ada Lindqvist'") as [
    { id: string },
  ];
  const hook = newId();
  const send = (id: number, channel: string, targetId: string, state: string, reason: string | null, failed: number) =>
    `INSERT INTO notification (id, accountId, kind, about, aboutId, subjectKind, subjectId, since, urgency, factsJson, round, createdAt, toldAt)
      VALUES (${id}, '${account}', 'messageWaiting', 'conversation', 'c${id}', 'conversation', 'c${id}', ${at}, 'normal', '{}', 1, ${at}, ${at});
    INSERT INTO notification_delivery (id, notificationId, round, channel, targetId, accountId, state, reason, detail, isBundled, attempts, queuedAt, dueAt)
      VALUES (${id}, ${id}, 1, '${channel}', '${targetId}', '${account}', '${state}', ${reason === null ? 'NULL' : `'${reason}'`},
        ${failed === 0 ? 'NULL' : "'It answered 503.'"}, 0, ${failed}, ${at - 900_000}, ${at + 1_200_000});`;
  changeRows(
    server.dataDirectory,
    [
      `INSERT INTO notification_webhook (id, name, url, kindsJson, createdBy, createdAt)
        VALUES ('${hook}', 'The pager of the team', 'https://hooks.example/x', '[]', '${account}', ${at});`,
      send(900_001, 'webhook', hook, 'failed', 'unreachable', 6),
      send(900_002, 'webhook', hook, 'queued', null, 3),
      send(900_003, 'webhook', hook, 'queued', null, 0),
      send(900_004, 'email', '', 'queued', 'noProvider', 0),
      `INSERT INTO email_outbox (accountId, deliveryId, state, createdAt) VALUES ('${account}', 900004, 'waiting', ${at - 900_000});`,
    ].join('\n'),
  );
}

async function openAdmin(): Promise<{ page: Page; errors: readonly string[] }> {
  const { page, errors } = await openConsole(stage.browser, server.address, { colorScheme: 'light' });
  await page.getByRole('button', { name: accountsWords.signIn.demoAs('Admin') }).click();
  await page.getByRole('navigation', { name: appWords.navigation.label }).waitFor();
  return { page, errors };
}

async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, address);
  await page.getByRole('heading', { level: 1, name: words.title }).waitFor();
}

it('an admin sees who is connected, disconnects one with a reason, and finds work, services and the database beside it', async () => {
  const support = await openConsole(stage.browser, server.address, { colorScheme: 'light' });
  await support.page
    .getByRole('button', { name: accountsWords.signIn.demoAs('Support') })
    .first()
    .click();
  await support.page.getByRole('navigation', { name: appWords.navigation.label }).waitFor();

  giveWork();
  const { page, errors } = await openAdmin();
  await goTo(page, '/operations/connections');
  const table = page.getByRole('region', { name: words.connections.table });
  const colleague = table
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: words.connections.disconnect }) });
  await colleague.first().waitFor();
  // Who asks cannot end the line on which the answer comes.
  expect(await table.getByRole('row').count()).toBe(3);
  expect(await colleague.count()).toBe(1);
  await look(page, 'operations-connections');
  await colleague.getByRole('button', { name: words.connections.disconnect }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText(words.connections.dialog.reasonHelp).waitFor();
  await look(page, 'operations-disconnect');
  await dialog.getByRole('button', { name: words.connections.disconnect }).press('Enter');
  await page.getByText(/was disconnected\.$/).waitFor();
  await page.evaluate(() => {
    location.hash = '/journal';
  });
  await page
    .getByText(/ended a line of/)
    .first()
    .waitFor();

  await goTo(page, '/operations/jobs');
  await page.getByRole('radio', { name: new RegExp(words.jobs.names.fetches) }).press('Space');
  const work = page.getByRole('region', { name: words.jobs.table });
  const dead = work.getByRole('row').filter({ hasText: words.jobs.states.dead });
  await dead.getByText(/No such charge/).waitFor();
  await look(page, 'operations-jobs');
  await dead.getByRole('button', { name: words.jobs.discard }).press('Enter');
  await dialog.getByText(words.jobs.dialog.description.fetches).waitFor();
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole('button', { name: words.jobs.discard }).press('Enter');
  await dead.waitFor({ state: 'detached' });
  const retried = work.getByRole('row').filter({ hasText: words.jobs.states.retrying });
  await retried.getByRole('button', { name: words.jobs.retry }).press('Enter');
  await retried.waitFor({ state: 'detached' });
  expect(queryRows(server.dataDirectory, 'SELECT id, attempts FROM stripe_fetch ORDER BY id')).toEqual([
    { id: 'cus_QkWaits', attempts: 0 },
    { id: 'pi_3QkTriedAgain', attempts: 0 },
  ]);

  giveSends();
  await page.getByRole('radio', { name: new RegExp(words.jobs.names.webhooks) }).press('Space');
  await dead.getByText('The pager of the team').waitFor();
  await expect.poll(() => work.getByRole('button', { name: words.jobs.retry }).count()).toBe(2);
  await look(page, 'operations-jobs-webhooks');
  await dead.getByRole('button', { name: words.jobs.discard }).press('Enter');
  await dialog.getByText(words.jobs.dialog.description.webhooks).waitFor();
  await look(page, 'operations-jobs-discard');
  await dialog.getByRole('button', { name: words.jobs.discard }).press('Enter');
  await dead.waitFor({ state: 'detached' });
  await page.getByRole('radio', { name: new RegExp(words.jobs.names.emails) }).press('Space');
  await work.getByText(words.jobs.whenConnected).waitFor();
  await look(page, 'operations-jobs-emails');
  await page.evaluate(() => {
    location.hash = '/settings/ledger';
  });
  const fate = [notificationsWords.reasons.discarded, words.jobs.reasons.obsolete.toLowerCase()].join(' · ');
  await page.getByText(fate, { exact: false }).first().waitFor();
  await look(page, 'ledger-discarded');

  await goTo(page, '/operations/services');
  await page.getByText(words.services.lastFailure).waitFor();
  await look(page, 'operations-services-off');

  await goTo(page, '/operations/database');
  // Which took the most time is another each time.
  await page.getByRole('region', { name: words.database.table }).getByRole('rowheader').nth(4).waitFor();
  await look(page, 'operations-database');
  await page.getByRole('button', { name: words.database.verify }).press('Enter');
  await page
    .getByText(/The journal is whole|entries/)
    .first()
    .waitFor();
  expect(errors).toEqual([]);
  await page.context().close();
  await support.page.context().close();
});
