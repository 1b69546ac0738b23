import { v7 as uuidv7 } from 'uuid';
import type { TestClient } from './client.ts';
import { visitorClient, type VisitorClient, type VisitorOptions } from './clients.ts';
import type { TestServer } from './testServer.ts';

/** One factory for each entity, each through the real operations. */

export const newId = (): string => uuidv7();

export interface SentMessage {
  readonly id: string;
  readonly conversationId: string;
  readonly body: string;
  readonly seq: number;
  readonly at: number;
}

/** A message of the visitor. */
export async function makeMessage(
  visitor: Pick<TestClient, 'call'>,
  conversationId: string,
  body = 'Where is my order?',
): Promise<SentMessage> {
  const message = { id: newId(), conversationId, body };
  return { ...message, ...(await visitor.call('chat.send', message)) };
}

/** An answer of a colleague. */
export async function makeReply(
  staff: Pick<TestClient, 'call'>,
  conversationId: string,
  body = 'I am looking at it.',
): Promise<SentMessage> {
  const message = { id: newId(), conversationId, body };
  return { ...message, ...(await staff.call('chat.reply', message)) };
}

export interface OpenConversation {
  readonly visitor: VisitorClient;
  readonly conversationId: string;
}

/** A new visitor who has opened a conversation and written `bodies` in it. */
export async function makeConversation(
  server: TestServer,
  bodies: readonly string[] = ['Where is my order?'],
  options: VisitorOptions = {},
): Promise<OpenConversation> {
  const visitor = await visitorClient(server, options);
  const { conversationId } = await visitor.call('chat.start', { id: newId() });
  for (const body of bodies) await makeMessage(visitor, conversationId, body);
  return { visitor, conversationId };
}

/** The customer behind a conversation. */
export async function customerOf(staff: Pick<TestClient, 'call'>, conversationId: string): Promise<string> {
  const { customer } = await staff.call('chat.summary', { conversationId });
  return customer.id;
}
