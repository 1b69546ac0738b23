import { chatWords } from '#renderer/chat/words.en.ts';
import { visitorCode } from '#renderer/chat/model/visitorLabel.ts';
import { newId } from '#renderer/client/newId.ts';
import { noticeWithButton } from '#renderer/notifications/model/noticeText.ts';
import { pathOf } from '#renderer/notifications/model/pathOf.ts';
import { notificationsWords } from '#renderer/notifications/words.en.ts';
import { createPushes, type WorkerScope } from './pushes.ts';

/** The browser's service worker: it is there without any tab, shows what is pushed, and leads to the console from a click. */
createPushes(globalThis as unknown as WorkerScope, {
  textOf: (notifications) =>
    noticeWithButton(notifications, {
      words: notificationsWords,
      locale: navigator.language,
      timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
      nameOf: ({ id, name }) => name ?? chatWords.visitor(visitorCode(id)),
    }),
  failureText: (title) => ({
    title: notificationsWords.notices.notAcknowledged(title),
    body: notificationsWords.notices.notAcknowledgedBody,
  }),
  newId,
  pathOf: (notifications) => {
    const [first] = notifications;
    return first === undefined || notifications.length > 1 ? '/' : pathOf(first);
  },
});
