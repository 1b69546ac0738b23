import { MAXIMUM_MESSAGE_CHARACTERS } from '#shared/chat/limits.ts';
import { countCharacters } from '#shared/chat/text.ts';

/** This close to the limit a writer is told how much is left. */
const TOLD_FROM_LEFT = 500;

/** What would be sent: without blanks around it, and only what a database stores unchanged. Empty when there is nothing to send. */
export function replyOf(text: string): string {
  return text.toWellFormed().replaceAll('\0', '').trim();
}

export interface ReplyLength {
  /** Characters that still fit; negative when there are too many. */
  readonly left: number;
  readonly isNear: boolean;
}

export function lengthOfReply(text: string): ReplyLength {
  const left = MAXIMUM_MESSAGE_CHARACTERS - countCharacters(replyOf(text), MAXIMUM_MESSAGE_CHARACTERS - TOLD_FROM_LEFT);
  return { left, isNear: left <= TOLD_FROM_LEFT };
}
