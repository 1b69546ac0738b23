import { AppError } from '#shared/wire/errors.ts';
import { backOff } from '#renderer/client/backOff.ts';
import type { Timers } from '#renderer/client/timers.ts';
import { createLanes } from './lanes.ts';
import type { KeptMessage, Shelf } from './shelf.ts';
import type { TabNews, Tabs } from './tabs.ts';

/** A message on its way to the server. */
export interface OutboxMessage {
  readonly id: string;
  readonly lane: string;
  readonly body: string;
  /** UTC milliseconds, by this device's clock until the server has answered. */
  readonly at: number;
  /** `waiting`: for the line or its turn; `sending`: on the wire; `sent`: durable; `failed`: repeating by itself will not cure it, see `error`. */
  readonly state: 'waiting' | 'sending' | 'sent' | 'failed';
  /** Why it failed; while it waits, why the last try came to nothing. */
  readonly error: AppError | null;
  /** Its place in the thread, once it is sent. */
  readonly seq: number | null;
}

/** What the server answered. */
export interface Acknowledged {
  readonly seq: number;
  readonly at: number;
}

export interface OutboxOptions {
  readonly shelf: Shelf;
  readonly tabs: Tabs;
  readonly timers: Timers;
  readonly newId: () => string;
  readonly send: (message: OutboxMessage) => Promise<Acknowledged>;
  readonly onChange: () => void;
}

export interface Outbox {
  /** In the order they were written. */
  list(): readonly OutboxMessage[];
  /** Whether the server asked us to slow down. */
  isSlowed(): boolean;
  /** @param id of the message; one that may have been sent before under it is recognised. A new one by default. */
  add(lane: string, body: string, id?: string): void;
  /** Tries a failed message again, with the id it has: a first try that got through is recognised. */
  retry(id: string): void;
  /**
   * Takes a message out: the person gave it up, or it stands in the thread. Where it stands is told to the other tabs: the one that sent
   * it may have lost the answer, and the feed brings a message to every connection but the one that sent it.
   */
  remove(id: string, stands?: Acknowledged): void;
  lineUp(): void;
  lineDown(): void;
  stop(): void;
}

function keptOf({ id, lane, body, at, state, error }: OutboxMessage): KeptMessage {
  return { id, lane, body, at, refusal: state === 'failed' && error !== null ? error.toWire() : null };
}

function messageOf({ refusal, ...kept }: KeptMessage): OutboxMessage {
  const error = refusal === null ? null : AppError.fromWire(refusal);
  return { ...kept, state: error === null ? 'waiting' : 'failed', error, seq: null };
}

/** Whether a shelf only cannot be asked at the moment. One that is broken keeps nothing that could be overtaken. */
const isAway = (error: unknown): boolean => error instanceof AppError && error.details?.reason !== 'link.notKept';

const byId = (one: OutboxMessage, other: OutboxMessage): number => (one.id < other.id ? -1 : 1);

/**
 * Messages that are kept until the server has them: across lost lines, reloads and closed tabs. All tabs of a person show them; one sends.
 * Within a lane they arrive in the order they were written; what fails for a passing reason is sent again with the same id, which the server recognises.
 */
export function createOutbox({ shelf, tabs, timers, newId, send, onChange }: OutboxOptions): Outbox {
  let messages: readonly OutboxMessage[] = [];
  let isStopped = false;
  /** Ids whose `put` is not known to be on the shelf yet: a look at the shelf says nothing about them. */
  const beingPut = new Set<string>();
  /** Ids that were taken out here: a look that began before must not bring them back. */
  const removed = new Set<string>();
  /** Ids that the shelf failed to put or to remove. */
  const owed = new Set<string>();
  let shelfFailures = 0;
  let cancelOwed: (() => void) | null = null;
  let cancelLead: () => void = () => undefined;

  const lanes = createLanes({
    timers,
    next: (lane) => messages.find((message) => message.lane === lane && message.state === 'waiting'),
    openLanes: () => [...new Set(messages.filter(({ state }) => state === 'waiting').map(({ lane }) => lane))],
    send,
    onSending: (id) => {
      change(id, { state: 'sending', error: null });
    },
    onSent: (id, acknowledged) => {
      sent(id, acknowledged);
      tabs.tell({ kind: 'sent', id, ...acknowledged });
      take(id);
    },
    onPassing: (id, error) => {
      change(id, { state: 'waiting', error });
    },
    onRefused: (id, error) => {
      change(id, { state: 'failed', error });
      void shelve(id);
    },
    onChange,
  });

  function change(id: string, what: Partial<OutboxMessage>): void {
    messages = messages.map((message) => (message.id === id ? { ...message, ...what } : message));
    onChange();
  }

  function sent(id: string, { seq, at }: Acknowledged): void {
    change(id, { state: 'sent', seq, at });
  }

  /**
   * Brings the shelf to what is known of a message: puts it there as it is now, or takes it away. A shelf that fails keeps nobody from
   * sending: meanwhile `beingPut` keeps looks at the shelf from taking the message out, and the shelf is asked again.
   */
  async function shelve(id: string): Promise<void> {
    const message = messages.find((candidate) => candidate.id === id);
    const isTaken = removed.has(id);
    if (!isTaken && message === undefined) return;
    try {
      if (isTaken || message === undefined) await shelf.remove(id);
      else {
        beingPut.add(id);
        await shelf.put(keptOf(message));
        beingPut.delete(id);
      }
    } catch {
      shelveLater(id);
      return;
    }
    shelfFailures = 0;
    tabs.tell({ kind: 'changed' });
  }

  /** A link that is just being started takes it a moment later. */
  function shelveLater(id: string): void {
    if (isStopped) return;
    owed.add(id);
    if (cancelOwed !== null) return;
    cancelOwed = timers.after(backOff(shelfFailures, timers), () => {
      cancelOwed = null;
      const ids = [...owed];
      owed.clear();
      for (const each of ids) void shelve(each);
    });
    shelfFailures += 1;
  }

  function take(id: string): void {
    removed.add(id);
    beingPut.delete(id);
    void shelve(id);
  }

  /** Brings in what other tabs, or this person's last page, have put on the shelf, and lets go of what they took. */
  async function look(): Promise<void> {
    const kept = await shelf.all();
    if (isStopped) return;
    const there = new Map(kept.filter(({ id }) => !removed.has(id)).map((message) => [message.id, message]));
    const known = messages.flatMap((message) => {
      const found = there.get(message.id);
      there.delete(message.id);
      if (message.state === 'sending' || message.state === 'sent' || beingPut.has(message.id)) return [message];
      if (found === undefined) return [];
      return [message.state === 'failed' || found.refusal !== null ? messageOf(found) : message];
    });
    messages = [...known, ...[...there.values()].map(messageOf)].sort(byId);
    onChange();
    lanes.run();
  }

  /** This tab sends, once it knows all that waits: what is written now must not overtake what an earlier page has left. */
  async function lead(failures: number): Promise<void> {
    try {
      await look();
    } catch (error) {
      if (isAway(error) && !isStopped) {
        cancelLead = timers.after(backOff(failures, timers), () => void lead(failures + 1));
        return;
      }
    }
    if (!isStopped) lanes.lead();
  }

  function hear(news: TabNews): void {
    if (news.kind === 'changed') void look().catch(() => undefined);
    else sent(news.id, news);
  }

  tabs.onNews(hear);
  tabs.onLeading(() => void lead(0));
  void look().catch(() => undefined);

  return {
    list: () => messages,
    isSlowed: lanes.isSlowed,
    add: (lane, body, id = newId()) => {
      const message: OutboxMessage = {
        id,
        lane,
        body,
        at: timers.now(),
        state: 'waiting',
        error: null,
        seq: null,
      };
      messages = [...messages, message];
      onChange();
      void shelve(message.id);
      lanes.run();
    },
    retry: (id) => {
      if (messages.find((message) => message.id === id)?.state !== 'failed') return;
      change(id, { state: 'waiting', error: null });
      void shelve(id);
      lanes.run();
    },
    remove: (id, stands) => {
      if (!messages.some((message) => message.id === id)) return;
      if (stands !== undefined) tabs.tell({ kind: 'sent', id, seq: stands.seq, at: stands.at });
      messages = messages.filter((message) => message.id !== id);
      onChange();
      take(id);
    },
    lineUp: lanes.lineUp,
    lineDown: lanes.lineDown,
    stop: () => {
      isStopped = true;
      cancelOwed?.();
      cancelLead();
      lanes.stop();
      tabs.close();
    },
  };
}
