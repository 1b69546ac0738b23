import type { Committed } from '#server/journal/context.ts';
import type { Missed, MissedInput } from '#server/journal/feed.ts';

export const INBOX = 'inbox';
export const topicOf = (conversation: string): string => `conversation:${conversation}`;

interface Entry {
  readonly seq: number;
  readonly conversation: string;
  readonly revision: number;
}

export type ModelEvent = Missed['events'][number];

/** More than this missed, and a snapshot is asked for; the product's number is 1,000. */
export const MOST_MISSED = 6;

/** A journal in memory with a reader that answers only when told to, in the order it was asked, as the reader's thread does. */
export function createModelJournal() {
  const entries: Entry[] = [];
  const unpublished: Committed[] = [];
  const questions: {
    input: MissedInput;
    found?: Missed;
    resolve: (missed: Missed) => void;
    reject: (reason: Error) => void;
  }[] = [];

  /** How often too much had been missed. */
  let snapshots = 0;

  const revisionOf = (conversation: string): number =>
    entries.findLast((entry) => entry.conversation === conversation)?.revision ?? 0;

  /** What a reader of `topic` should have been told of in (after, until]. */
  function eventsOf(topic: string, by: 'visitor' | 'staff', after: number): ModelEvent[] {
    if (topic === INBOX) {
      const last = new Map<string, Entry>();
      for (const entry of entries) {
        if (entry.seq <= after) continue;
        last.delete(entry.conversation);
        last.set(entry.conversation, entry);
      }
      return [...last.values()].map(({ seq, conversation, revision }) => ({
        name: 'chat.inboxChanged',
        cursor: seq,
        data: { conversation, revision },
      }));
    }
    return entries
      .filter(({ conversation }) => topicOf(conversation) === topic)
      .map(({ seq, revision }) => ({
        name: 'chat.messageAdded',
        cursor: by === 'visitor' ? revision : seq,
        data: { revision },
      }))
      .filter(({ cursor }) => cursor > after);
  }

  function newest(topic: string, by: 'visitor' | 'staff'): number {
    if (by === 'visitor') return revisionOf(topic.slice('conversation:'.length));
    return entries.length;
  }

  function read({ topic, by, after }: MissedInput): Missed {
    const cursor = newest(topic, by);
    if (after === null || after >= cursor) return { cursor, snapshot: after !== null && after > cursor, events: [] };
    const events = eventsOf(topic, by, after);
    const missed = topic === INBOX ? cursor - after : events.length;
    if (missed <= MOST_MISSED) return { cursor, snapshot: false, events };
    snapshots += 1;
    return { cursor, snapshot: true, events: [] };
  }

  return {
    eventsOf,
    snapshots: () => snapshots,
    commit: (conversation: string) => {
      const entry = { seq: entries.length + 1, conversation, revision: revisionOf(conversation) + 1 };
      entries.push(entry);
      const delivery = {
        topic: topicOf(conversation),
        name: 'chat.messageAdded',
        json: JSON.stringify({ revision: entry.revision }),
        revision: entry.revision,
        echo: true,
      } as const;
      unpublished.push({
        seq: entry.seq,
        name: 'chat.messageAdded',
        subjects: [],
        deliveries: [delivery],
        touches: [INBOX],
        origin: null,
      });
    },
    /** The next group of entries that has been committed and not yet published. */
    nextGroup: (size: number): Committed[] => unpublished.splice(0, size),
    missed: (input: MissedInput): Promise<Missed> =>
      new Promise((resolve, reject) => {
        questions.push({ input, resolve, reject });
      }),
    /** The reader reads for its oldest question that it has not read for; the answer is on its way. */
    readOne: (): void => {
      const question = questions.find(({ found }) => found === undefined);
      if (question !== undefined) question.found = read(question.input);
    },
    /** The oldest answer arrives. @returns false when nothing was asked. */
    answerOne: (): boolean => {
      const question = questions.shift();
      question?.resolve(question.found ?? read(question.input));
      return question !== undefined;
    },
    failOne: (): void => {
      questions.shift()?.reject(new Error('the reader failed'));
    },
  };
}
