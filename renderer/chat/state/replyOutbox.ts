import type { Client } from '#renderer/client/client.ts';
import {
  createFollowedOutbox,
  type FollowedOutbox,
  type FollowedOutboxOptions,
} from '#renderer/client/outbox/followed.ts';

/** The replies of one colleague on their way, in all conversations: a conversation is a lane. */
export type ReplyOutbox = FollowedOutbox;

export type ReplyOutboxOptions = Omit<FollowedOutboxOptions, 'send'>;

export const createReplyOutbox = (client: Client, options: ReplyOutboxOptions): ReplyOutbox =>
  createFollowedOutbox(client, {
    ...options,
    send: ({ id, lane, body }) => client.call('chat.reply', { id, conversationId: lane, body }),
  });
