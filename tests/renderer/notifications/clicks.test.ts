import { expect, it } from 'vitest';
import { createClicks } from '#renderer/notifications/clicks.ts';
import type { InputOf, OperationName, OutputOf } from '#shared/contract.ts';
import type { Notification } from '#shared/notifications/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import { makeNotification } from './make.ts';

const alert = makeNotification({ id: 7, kind: 'alert', subject: { kind: 'alert', id: 'an alert' } });

/** A window in which a notice of `about` was clicked: what it does is kept in order. */
function givenWindow(about: readonly Notification[] | Error, failure: Error | null = null) {
  const log: string[] = [];
  const answer = createClicks({
    client: {
      call: <Name extends OperationName>(name: Name, input: InputOf<Name>) => {
        log.push(`${name} ${'alertId' in input ? input.alertId : ''}`.trim());
        const fails = failure !== null && name === 'monitoring.acknowledgeToldAlert';
        return fails ? Promise.reject(failure) : Promise.resolve({} as OutputOf<Name>);
      },
    },
    clicked: (key) => {
      log.push(`clicked ${key}`);
      return about instanceof Error ? Promise.reject(about) : Promise.resolve(about);
    },
    bringToFront: () => log.push('to the front'),
    lead: ({ id }) => log.push(`leads to ${String(id)}`),
    showAll: () => log.push('shows all'),
    say: (said) => log.push(said instanceof AppError ? `says ${said.code}` : 'says that it is done'),
  });
  return {
    click: async (key: string) => {
      await answer({ key, isButton: false });
      return log.slice(1);
    },
    press: async (key: string) => {
      await answer({ key, isButton: true });
      return log.slice(1);
    },
  };
}

const ACKNOWLEDGES = 'monitoring.acknowledgeToldAlert an alert';

it('a click leads to what the notice is about', async () => {
  expect(await givenWindow([alert]).click('notification-7')).toEqual(['leads to 7', 'notifications.open']);
});

it('a click on several, or on what nobody knows, shows all of them', async () => {
  expect(await givenWindow([alert, alert]).click('bundle-7')).toEqual(['shows all']);
  expect(await givenWindow(new AppError('UNAVAILABLE', 'No line.')).click('notification-7')).toEqual(['shows all']);
});

it('the button acknowledges the alert, and leaves the window where it is', async () => {
  expect(await givenWindow([alert]).press('notification-7')).toEqual([ACKNOWLEDGES, 'says that it is done']);
});

it.each(['acknowledged', 'resolved'])('is content with an alert that is %s already', async (state) => {
  const faster = new AppError('CONFLICT', 'Somebody was faster.', { reason: 'alertState', state });
  expect(await givenWindow([alert], faster).press('notification-7')).toEqual([ACKNOWLEDGES]);
});

it('a button that could not do it says so and shows the alert', async () => {
  const down = new AppError('UNAVAILABLE', 'No line.');
  expect(await givenWindow([alert], down).press('notification-7')).toEqual([
    ACKNOWLEDGES,
    'says UNAVAILABLE',
    'to the front',
    'leads to 7',
    'notifications.open',
  ]);
});

it('a button of what nobody knows any more brings the window and shows all', async () => {
  expect(await givenWindow([]).press('notification-7')).toEqual(['to the front', 'shows all']);
});
