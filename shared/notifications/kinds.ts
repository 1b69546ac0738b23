/** Why somebody needs to know something. `test` is what a person sends themself. */
export const NOTIFICATION_KINDS = [
  'messageWaiting',
  'conversationAssigned',
  'refundApproval',
  'refundOutcome',
  'disputeDeadline',
  'alert',
  'failedJob',
  'newSignIn',
  'test',
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** By which it reaches somebody, in the order in which what is urgent goes on from one to the next. The centre always has it. */
export const CHANNELS = ['system', 'push', 'webhook', 'email'] as const;
export type Channel = (typeof CHANNELS)[number];

export const URGENCIES = ['normal', 'urgent'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** What became of one way of telling. `clicked` was shown, too; `withdrawn` was never sent, since it was handled first. */
export const DELIVERY_STATES = ['queued', 'sent', 'shown', 'failed', 'clicked', 'withdrawn'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/**
 * Why a delivery failed, or waits. `noDevice`: no window or browser of theirs is known. `unsupported`, `denied`, `off`: that device shows none,
 * was forbidden to, or was told not to. `notTaken`: no window asked for it in its time. `interrupted`: a device took it and never said that it
 * was shown. `noService`, `refused`, `noAnswer`: what the operating system said. `gone`: the subscription is no more. `unreachable`: after
 * every attempt. `noProvider`: it waits for e-mail to be connected. `attended`: the console is in front of them, and shows it. `elsewhere`:
 * another way of the same device told them. `signedOut`: nobody is signed in there any more. `discarded`: whoever looks after the server let go of it.
 * `unheard`: it was on its way when it was handled, and the server ended before it heard what came of that.
 */
export const DELIVERY_REASONS = [
  'noDevice',
  'unsupported',
  'denied',
  'off',
  'notTaken',
  'interrupted',
  'noService',
  'refused',
  'noAnswer',
  'gone',
  'unreachable',
  'noProvider',
  'attended',
  'elsewhere',
  'discarded',
  'unheard',
  'signedOut',
] as const;
export type DeliveryReason = (typeof DELIVERY_REASONS)[number];

/** Whether a device shows notifications of its system. `undecided`: nobody has asked its person yet. */
export const ABILITIES = ['granted', 'undecided', 'denied', 'unsupported', 'off'] as const;
export type Ability = (typeof ABILITIES)[number];
