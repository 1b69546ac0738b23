import { formatMoney } from '#renderer/ui/formatMoney.ts';
import type { Notification } from '#shared/notifications/contract.ts';
import type { notificationsWords } from '#renderer/notifications/words.en.ts';

/** What the text of a notice is made with. */
export interface TextOptions {
  readonly words: Pick<typeof notificationsWords, 'from' | 'notices' | 'kinds' | 'testTitle' | 'testBody'>;
  readonly locale: string;
  readonly timeZone: string;
  /** What to call a customer. */
  readonly nameOf: (customer: { readonly id: string; readonly name: string | null }) => string;
}

export interface NoticeText {
  readonly title: string;
  readonly body: string;
}

/** As many characters as the desktop takes of a line. */
const LONGEST = 300;

function moneyOf({ facts: { amount, currency } }: Notification, { words, locale }: TextOptions): string {
  return typeof amount === 'number' && typeof currency === 'string'
    ? formatMoney({ amount, currency }, locale)
    : words.notices.unknownAmount;
}

function textsOf(one: Notification, options: TextOptions): NoticeText {
  const { words, locale, timeZone, nameOf } = options;
  const { kind, facts, words: said, deadline } = one;
  const { notices } = words;
  const customer = nameOf({ id: String(facts['customerId'] ?? one.subject.id), name: said.who });
  const text = said.text ?? '';
  switch (kind) {
    case 'messageWaiting':
      return { title: words.from(customer), body: text };
    case 'conversationAssigned':
      return { title: notices.assigned(customer), body: text };
    case 'refundApproval':
      return { title: notices.approval(moneyOf(one, options)), body: '' };
    case 'refundOutcome':
      return { title: (notices.outcomes[String(facts['state'])] ?? notices.outcome)(moneyOf(one, options)), body: '' };
    case 'disputeDeadline':
      return {
        title: notices.dispute(moneyOf(one, options)),
        body:
          deadline === null
            ? ''
            : notices.deadline(
                new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(deadline),
              ),
      };
    case 'failedJob':
      return { title: notices.jobs[String(facts['job'])] ?? notices.job, body: '' };
    case 'newSignIn':
      return { title: notices.newSignIn(said.who ?? notices.unknownClient), body: notices.newSignInBody };
    case 'alert':
      return { title: said.who ?? words.kinds.alert, body: text };
    case 'test':
      return { title: words.testTitle, body: words.testBody };
  }
}

/** What is said of one notification, or of several that go as one. */
export function noticeText(notifications: readonly Notification[], options: TextOptions): NoticeText {
  const [first] = notifications;
  if (first === undefined) return { title: '', body: '' };
  const { title, body } =
    notifications.length === 1
      ? textsOf(first, options)
      : {
          title: options.words.notices.bundle(notifications.length),
          body: [
            ...notifications.slice(0, 3).map((one) => textsOf(one, options).title),
            ...(notifications.length > 3 ? [options.words.notices.bundleMore(notifications.length - 3)] : []),
          ].join('\n'),
        };
  return { title: title.slice(0, LONGEST), body: body.slice(0, LONGEST) };
}

/** The same, with what its button says: an alert is acknowledged where it is shown. Several are seen to in the console. */
export function noticeWithButton(
  notifications: readonly Notification[],
  options: TextOptions,
): NoticeText & { readonly button?: string } {
  const [first, ...others] = notifications;
  const text = noticeText(notifications, options);
  return first?.kind === 'alert' && others.length === 0 ? { ...text, button: options.words.notices.acknowledge } : text;
}
