import { z } from 'zod';
import canonicalize from 'canonicalize';
import type { ConversationSummary, Message } from '#shared/chat/contract.ts';
import { contract, type OperationName, type OutputOf, type ParsedInputOf } from '#shared/contract.ts';
import type { EventFrame } from '#shared/wire/frame.ts';
import type { SeenItem, SeenStore, SeenSummary } from '#server/storage/link/seenStore.ts';

/** An answer of more than this many characters is not kept: it is an export, not something to look at again. */
const LONGEST_ANSWER = 512 * 1024;

export interface Reader {
  readonly id: string;
  readonly name: string;
}

const itemOf = (message: Message): SeenItem => ({ seq: message.seq, json: JSON.stringify(message) });

function rowOf(summary: ConversationSummary): SeenSummary {
  return {
    id: summary.id,
    isOpen: summary.status === 'open',
    assigneeId: summary.assignee?.id ?? null,
    activeAt: summary.activeAt,
    json: JSON.stringify(summary),
  };
}

const keyOf = (name: string, input: unknown): string => `${name} ${canonicalize(input) ?? ''}`;

/** Operations whose answers are not looked up but made of what is known by now. */
const readers = {
  'chat.history': (seen: SeenStore, { conversationId, before, limit }: ParsedInputOf<'chat.history'>) => {
    const found = seen.items(conversationId, before ?? null, limit);
    // A thread's `seq` is dense: where one is missing, nobody has read on.
    const run = found.filter(({ seq }, index) => seq === (found[0]?.seq ?? 0) - index);
    const lowest = run.at(-1)?.seq;
    if (lowest === undefined || (before !== undefined && run[0]?.seq !== before - 1)) return null;
    return { messages: run.reverse().map(({ json }) => JSON.parse(json) as Message), hasMore: lowest > 1 };
  },
  'chat.conversations': (
    seen: SeenStore,
    { view, after, limit }: ParsedInputOf<'chat.conversations'>,
    reader: Reader,
  ) => {
    if (seen.answer(`view ${view}`) === null) return null;
    const assigneeId = { mine: reader.id, unassigned: null, all: undefined, closed: undefined }[view];
    const rows = seen.summaries({
      isOpen: view !== 'closed',
      limit: limit + 1,
      ...(assigneeId !== undefined && { assigneeId }),
      ...(after !== undefined && { after }),
    });
    const conversations = rows.slice(0, limit).map((json) => JSON.parse(json) as ConversationSummary);
    const last = conversations.at(-1);
    const next = rows.length > limit && last !== undefined ? { activeAt: last.activeAt, id: last.id } : null;
    return { conversations, next };
  },
  'chat.summary': (seen: SeenStore, { conversationId }: ParsedInputOf<'chat.summary'>) => {
    const json = seen.summary(conversationId);
    return json === null ? null : (JSON.parse(json) as ConversationSummary);
  },
} as const;

const isReader = (name: string): name is keyof typeof readers => Object.hasOwn(readers, name);

/** What was seen for a query; undefined when it was not seen. */
export function recall(seen: SeenStore, reader: Reader, name: OperationName, input: unknown): unknown {
  const parsed = contract[name].input.safeParse(input);
  if (!parsed.success) return undefined;
  if (isReader(name)) {
    const read = readers[name] as (seen: SeenStore, input: unknown, reader: Reader) => unknown;
    const made = read(seen, parsed.data, reader);
    if (made !== null) return made;
  }
  const json = seen.answer(keyOf(name, parsed.data));
  return json === null ? undefined : (JSON.parse(json) as unknown);
}

/** Keeps the answer to a query. */
export function keepAnswer(seen: SeenStore, name: OperationName, input: unknown, output: unknown, at: number): void {
  const parsed = contract[name].input.safeParse(input);
  if (!parsed.success) return;
  switch (name) {
    case 'chat.history': {
      const { messages } = output as OutputOf<'chat.history'>;
      const { conversationId } = parsed.data as ParsedInputOf<'chat.history'>;
      if (messages.length > 0) seen.keepItems(conversationId, messages.map(itemOf), at);
      else keep();
      return;
    }
    case 'chat.conversations': {
      const { view } = parsed.data as ParsedInputOf<'chat.conversations'>;
      seen.keepAnswer(`view ${view}`, 'true', at);
      seen.keepSummaries((output as OutputOf<'chat.conversations'>).conversations.map(rowOf));
      return;
    }
    case 'chat.summary':
      seen.keepSummaries([rowOf(output as OutputOf<'chat.summary'>)]);
      return;
    default:
      keep();
  }

  function keep(): void {
    const json = JSON.stringify(output);
    if (json.length <= LONGEST_ANSWER) seen.keepAnswer(keyOf(name, parsed.data), json, at);
  }
}

/** Keeps a message of our own: the hub does not send it back to the connection that sent it. */
export function keepReply(seen: SeenStore, reader: Reader, input: unknown, output: unknown, at: number): void {
  const parsed = contract['chat.reply'].input.safeParse(input);
  if (!parsed.success) return;
  const { id, conversationId, body } = parsed.data;
  const sent = output as OutputOf<'chat.reply'>;
  const author = { kind: 'staff', ...reader } as const;
  const message: Message = { id, seq: sent.seq, kind: 'message', body, author, at: sent.at, event: null };
  seen.keepItems(conversationId, [itemOf(message)], at);
}

const withMessage = z.object({
  conversationId: z.string(),
  message: z.looseObject({ seq: z.int() }).nullable(),
});

/** Keeps what events tell of threads and of the inbox; events it does not know change nothing. */
export function keepEvents(seen: SeenStore, frames: readonly EventFrame[], at: number): void {
  for (const { name, data } of frames) {
    if (name === 'chat.inboxChanged') seen.keepSummaries([rowOf(data as ConversationSummary)]);
    if (name !== 'chat.messageAdded' && name !== 'chat.conversationChanged') continue;
    const { success, data: told } = withMessage.safeParse(data);
    if (!success || told.message === null) continue;
    seen.keepItems(told.conversationId, [{ seq: told.message.seq, json: JSON.stringify(told.message) }], at);
  }
}

/** The subscription whose state a query reads; null for those that no feed keeps up to date. */
export function subscriptionOf(name: OperationName, input: unknown): string | null {
  if (name === 'chat.history' || name === 'chat.conversation') {
    const { conversationId } = input as { conversationId?: unknown };
    return `conversation:${String(conversationId)}`;
  }
  return name === 'chat.conversations' || name === 'chat.counts' || name === 'chat.summary' ? 'inbox' : null;
}
