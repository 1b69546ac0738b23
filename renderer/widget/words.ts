/** What the launcher on the shop's page says. Its own catalogue: the loader must stay tiny. */
export interface LauncherWords {
  readonly openChat: string;
  readonly closeChat: string;
  readonly openChatUnread: (count: number) => string;
  readonly newMessages: (count: number) => string;
  readonly frameTitle: (site: string | null) => string;
}

export const launcherEnglish: LauncherWords = {
  openChat: 'Open chat',
  closeChat: 'Close chat',
  openChatUnread: (count) => (count === 1 ? 'Open chat, 1 new message' : `Open chat, ${count} new messages`),
  newMessages: (count) => (count === 1 ? '1 new chat message' : `${count} new chat messages`),
  frameTitle: (site) => (site === null ? 'Chat' : `Chat with ${site}`),
};

export interface WidgetWords {
  /** Language tag for dates and numbers. */
  readonly locale: string;
  readonly greeting: string;
  readonly greetingDetail: string;
  readonly invitation: string;
  readonly invitationDetail: string;
  readonly chatWith: (site: string) => string;
  readonly conversationLabel: string;
  readonly talkingWith: (name: string) => string;
  readonly weReplyHere: string;
  readonly someoneIsHere: string;
  readonly nobodyIsHere: string;
  readonly close: string;
  readonly you: string;
  readonly team: string;
  readonly today: string;
  readonly yesterday: string;
  readonly joined: (name: string) => string;
  readonly closed: string;
  readonly reopened: string;
  readonly paymentRequest: string;
  readonly pay: (amount: string) => string;
  readonly requestStates: Readonly<Record<'open' | 'paid' | 'expired' | 'canceled', string>>;
  readonly writing: (name: string) => string;
  readonly sending: string;
  readonly waiting: string;
  readonly sent: string;
  readonly delivered: string;
  readonly read: string;
  readonly notSent: string;
  readonly tryAgain: string;
  readonly discard: string;
  readonly placeholder: string;
  readonly placeholderFirst: string;
  readonly placeholderClosed: string;
  readonly composerLabel: string;
  readonly send: string;
  readonly keys: string;
  readonly count: (used: string, most: string) => string;
  readonly tooLong: (over: string) => string;
  readonly loadingOlder: string;
  readonly loadOlder: string;
  readonly loading: string;
  readonly newMessages: (count: number) => string;
  readonly connecting: string;
  readonly reconnecting: string;
  readonly offline: string;
  readonly tryNow: string;
  readonly refused: string;
  readonly tooFast: string;
}

const english: WidgetWords = {
  locale: 'en',
  greeting: 'Hello there',
  greetingDetail: 'How can we help? A real person reads and answers here.',
  invitation: 'Send us a message',
  invitationDetail: 'You can close the chat at any time. The answer will be here when you come back.',
  chatWith: (site) => `Chat with ${site}`,
  conversationLabel: 'Conversation',
  talkingWith: (name) => `You are talking with ${name}`,
  weReplyHere: 'We answer right here',
  someoneIsHere: 'Someone is here',
  nobodyIsHere: 'Nobody is here right now. Leave your message: we answer here.',
  close: 'Close chat',
  you: 'You',
  team: 'Team',
  today: 'Today',
  yesterday: 'Yesterday',
  joined: (name) => `${name} joined the conversation`,
  closed: 'This conversation was closed',
  reopened: 'The conversation is open again',
  paymentRequest: 'Payment request',
  pay: (amount) => `Pay ${amount}`,
  requestStates: {
    open: 'This cannot be paid here right now.',
    paid: 'Paid. Thank you!',
    expired: 'This can no longer be paid. Ask us for a new one.',
    canceled: 'We took this back. There is nothing to pay.',
  },
  writing: (name) => `${name} is writing`,
  sending: 'Sending',
  waiting: 'Will be sent when you are back online',
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
  notSent: 'Not sent.',
  tryAgain: 'Try again',
  discard: 'Remove',
  placeholder: 'Write a message',
  placeholderFirst: 'Ask us anything',
  placeholderClosed: 'Write to open the conversation again',
  composerLabel: 'Your message',
  send: 'Send message',
  keys: 'Enter sends the message, Shift and Enter starts a new line.',
  count: (used, most) => `${used} of ${most} characters`,
  tooLong: (over) => `${over} characters too many`,
  loadingOlder: 'Loading older messages',
  loadOlder: 'Show older messages',
  loading: 'Loading your conversation',
  newMessages: (count) => (count === 1 ? '1 new message' : `${count} new messages`),
  connecting: 'Connecting',
  reconnecting: 'Connection lost. Reconnecting',
  offline: 'You are offline. Messages wait here until you are back.',
  tryNow: 'Try now',
  refused: 'The chat is not available on this page right now.',
  tooFast: 'That was quick. Sending goes on in a moment.',
};

/** Languages there are; another one is added here and nowhere else. */
const CATALOGUES: Readonly<Record<string, WidgetWords>> = { en: english };

/** The catalogue for a language tag: its language's, else English with dates and numbers as the tag has them in English. */
export function wordsFor(locale: string): WidgetWords {
  const language = locale.toLowerCase().split('-')[0] ?? 'en';
  const catalogue = CATALOGUES[language];
  if (catalogue === undefined) return english;
  try {
    return { ...catalogue, locale: Intl.getCanonicalLocales(locale)[0] ?? catalogue.locale };
  } catch {
    return catalogue;
  }
}
