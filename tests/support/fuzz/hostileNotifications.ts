import fc from 'fast-check';
import { ABILITIES, CHANNELS, DELIVERY_STATES, NOTIFICATION_KINDS } from '#shared/notifications/kinds.ts';
import { wellFormed, type ForeignIds } from './arbitraries.ts';

/** As `hostileInputs`, for notifications. */
export function hostileNotifications(ids: ForeignIds) {
  const { usedId: id, accountId, sequence, instant } = wellFormed(ids);
  const kind = fc.constantFrom(...NOTIFICATION_KINDS);
  const channel = fc.constantFrom(...CHANNELS);
  const named = fc.record({ notificationId: sequence });
  const device = fc.record({ deviceId: id });
  const nothing = fc.constant({});
  return {
    'notifications.list': fc.record(
      { before: fc.record({ toldAt: instant, id: sequence }), filter: fc.constantFrom('open', 'all') },
      { requiredKeys: [] },
    ),
    'notifications.see': fc.record({ until: instant }),
    'notifications.open': fc.record({ notificationId: sequence, deliveryId: sequence }),
    'notifications.dismiss': named,
    'notifications.fate': named,
    'notifications.test': fc.record({ id }),
    'notifications.registerDevice': fc.record({
      deviceId: id,
      name: fc.constantFrom('Mine now', '__proto__', '<script>'),
      form: fc.constantFrom('desktop', 'browser'),
      ability: fc.constantFrom(...ABILITIES),
    }),
    'notifications.claim': device,
    'notifications.report': fc.record({
      deviceId: id,
      ids: fc.array(sequence, { minLength: 1, maxLength: 500 }),
      outcome: fc.constantFrom('shown', 'failed', 'clicked'),
    }),
    'notifications.preferences': nothing,
    'notifications.choose': fc.record({ kind, channel, isOn: fc.boolean() }),
    'notifications.setQuietHours': fc.record({
      isOn: fc.boolean(),
      from: fc.constantFrom(0, 1_439),
      to: fc.constantFrom(0, 1_439),
      timeZone: fc.constantFrom('UTC', '__proto__', '../../etc/passwd', 'Europe/Berlin'),
      days: fc.constantFrom([], [0, 0, 0, 6]),
      urgentThrough: fc.boolean(),
    }),
    'notifications.pushKey': nothing,
    'notifications.subscribePush': fc.record({
      deviceId: id,
      endpoint: fc.constantFrom(
        'http://127.0.0.1:1/',
        'https://169.254.169.254/latest/meta-data',
        'https://fcm.googleapis.com.evil.example/x',
        'https://fcm.googleapis.com/x',
      ),
      p256dh: fc.constant('B'.repeat(87)),
      auth: fc.constant('a'.repeat(22)),
    }),
    'notifications.unsubscribePush': device,
    'notifications.ledger': fc.record(
      { before: sequence, kind, state: fc.constantFrom(...DELIVERY_STATES), accountId },
      { requiredKeys: [] },
    ),
    'notifications.webhooks': nothing,
    'notifications.addWebhook': fc.record({
      id,
      name: fc.constantFrom('Mine now', '__proto__'),
      url: fc.constantFrom(
        'http://127.0.0.1/',
        'https://[::1]/',
        'https://10.0.0.1/',
        'file:///etc/passwd',
        'https://localhost/',
      ),
      kinds: fc.constantFrom([...NOTIFICATION_KINDS], ['alert']),
    }),
    'notifications.removeWebhook': fc.record({ webhookId: id }),
  };
}
