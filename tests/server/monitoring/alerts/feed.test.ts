import { expect, it } from 'vitest';
import { alertSource } from '#server/monitoring/alerts/source.ts';
import { openForReading } from '#server/storage/sqlite/connection.ts';
import { databaseFileIn } from '#server/storage/sqlite/dataDirectory.ts';
import { newId } from '#tests/support/make.ts';
import { givenAlerts, MINUTE } from './givenAlerts.ts';

it('whoever follows alerts hears of each as it is now, and of what is to be read anew', async () => {
  const shop = await givenAlerts();
  const missed = (after: number | null, by: 'staff' | 'visitor' = 'staff') =>
    shop.run('feed.missed', { topic: 'alerts', after, by, visitorId: null }, null);
  const { cursor } = await missed(null);
  await shop.minute({ mail: 12 });
  const [alert] = await shop.open();
  await shop.admin('monitoring.acknowledgeAlert', { id: newId(), alertId: alert?.id ?? '' });
  await shop.admin('monitoring.silenceAlerts', {
    id: newId(),
    ruleId: shop.ruleIds[0] ?? null,
    labels: {},
    endsAt: shop.clock.now() + MINUTE,
    reason: 'We know.',
  });
  const told = await missed(cursor);
  expect(told.events.map(({ name }) => name)).toEqual(['monitoring.alertChanged', 'monitoring.alertSettingsChanged']);
  expect(told.events[0]?.data).toMatchObject({ id: alert?.id, acknowledged: { by: shop.people.admin } });
  expect(told.events[1]?.data).toEqual({ what: 'silences' });
  expect((await missed(told.cursor)).events).toEqual([]);
  expect((await missed(told.cursor + 9)).snapshot).toBe(true);
  await expect(missed(cursor, 'visitor')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('a notification of an alert has the words of its rule and its group', async () => {
  const shop = await givenAlerts();
  await shop.minute({ mail: 12 });
  const [need] = await shop.needs();
  expect(need).toMatchObject({ kind: 'alert', urgency: 'normal', facts: { severity: 'warning', value: 12, step: 0 } });
  const { unit, close } = openForReading(databaseFileIn(shop.dataDirectory));
  const words = await alertSource.words?.(unit, [need?.subject.id ?? '']);
  close();
  expect(words?.get(need?.subject.id ?? '')).toEqual({ who: 'Much waits', text: 'mail' });
});
