import type { FeatureModule } from '#server/journal/featureModule.ts';
import type { NotificationSource } from '#server/journal/needs.ts';
import { createFate, createList, dismiss, open, see } from './centre.ts';
import { choose, createPreferences, setQuietHours } from './choices.ts';
import { createClaim } from './claim.ts';
import { recordPush, registerDevice, unsubscribePush } from './devices.ts';
import { createTakeDue } from './due.ts';
import { createFollow } from './follow.ts';
import { createLedger } from './ledger.ts';
import { report } from './report.ts';
import { letterQueue } from '#server/notifications/queues/letters.ts';
import { createSendQueue } from '#server/notifications/queues/sends.ts';
import { createReading } from './rows.ts';
import { recordSend } from './sends.ts';
import { test } from './test.ts';
import { notificationsTopicSource } from './topic.ts';
import { recordWebhook, removeWebhook, webhooks } from './webhooks.ts';

export { ROLES_CHANGED } from './touched.ts';

/** Notifications of what these sources need somebody for: those of all other features. */
export function createNotificationsModule(sources: readonly NotificationSource[]): FeatureModule {
  const read = createReading(sources);
  return {
    commands: {
      'notifications.see': see,
      'notifications.open': open,
      'notifications.dismiss': dismiss,
      'notifications.test': test,
      'notifications.registerDevice': registerDevice,
      'notifications.claim': createClaim(read),
      'notifications.report': report,
      'notifications.choose': choose,
      'notifications.setQuietHours': setQuietHours,
      'notifications.unsubscribePush': unsubscribePush,
      'notifications.removeWebhook': removeWebhook,
      'notifications.follow': createFollow(sources),
      'notifications.takeDue': createTakeDue(read),
      'notifications.recordSend': recordSend,
      'notifications.recordPush': recordPush,
      'notifications.recordWebhook': recordWebhook,
    },
    queries: {
      'notifications.list': createList(read),
      'notifications.fate': createFate(read),
      'notifications.preferences': createPreferences(sources),
      'notifications.ledger': createLedger(read),
      'notifications.webhooks': webhooks,
    },
    queues: { pushes: createSendQueue('push'), webhooks: createSendQueue('webhook'), emails: letterQueue },
    topics: { notifications: notificationsTopicSource },
  };
}
