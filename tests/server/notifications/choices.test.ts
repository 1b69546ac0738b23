import { expect, it } from 'vitest';
import { FIRST_ROUTES } from '#shared/monitoring/alerts/routing.ts';
import { newId } from '#tests/support/make.ts';
import type { Who } from '#tests/support/people.ts';
import { givenNotifications } from './givenNotifications.ts';

async function givenChoices() {
  const { people, call } = await givenNotifications();
  const isOffered = async (who: Who): Promise<boolean> => {
    const { choices } = await call(who, 'notifications.preferences', {});
    return choices.some(({ kind }) => kind === 'alert');
  };
  let revision = 0;
  const route = async (roles: readonly ('admin' | 'finance' | 'support')[], accountIds: readonly string[]) => {
    const step = { afterMs: 0, roles: [...roles], accountIds: [...accountIds] };
    const routes = [{ name: 'All', severities: ['critical' as const], hours: null, steps: [step] }];
    ({ revision } = await call('admin', 'monitoring.setAlertRoutes', { id: newId(), revision, routes }));
  };
  return { people, call, isOffered, route };
}

it('whoever a route tells of alerts chooses about them, whatever their roles', async () => {
  const { people, isOffered, route } = await givenChoices();
  // The first routes end with everybody.
  expect(FIRST_ROUTES.some(({ steps }) => steps.some(({ roles }) => roles.includes('support')))).toBe(true);
  expect(await isOffered('support')).toBe(true);
  await route(['admin'], []);
  expect(await isOffered('support')).toBe(false);
  expect(await isOffered('admin')).toBe(true);
  await route(['finance'], [people.support]);
  expect([await isOffered('support'), await isOffered('colleague'), await isOffered('finance')]).toEqual([
    true,
    false,
    true,
  ]);
  // They look after the server: its alerts are theirs when no step finds anybody.
  expect(await isOffered('admin')).toBe(true);
});

it('what they choose of them holds', async () => {
  const { call } = await givenChoices();
  await call('support', 'notifications.choose', { kind: 'alert', channel: 'system', isOn: false });
  const { choices } = await call('support', 'notifications.preferences', {});
  expect(choices.filter(({ kind }) => kind === 'alert')).toEqual([
    { kind: 'alert', channel: 'system', isOn: false },
    { kind: 'alert', channel: 'push', isOn: true },
    { kind: 'alert', channel: 'webhook', isOn: false },
    { kind: 'alert', channel: 'email', isOn: false },
  ]);
});
