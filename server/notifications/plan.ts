import { quietUntil } from '#shared/notifications/quietHours.ts';
import {
  CHANNELS,
  type Ability,
  type Channel,
  type DeliveryReason,
  type NotificationKind,
  type Urgency,
} from '#shared/notifications/kinds.ts';
import type { Person } from './person.ts';
import { BURST_MS, WINDOW_FIRST_MS } from './times.ts';

/** One way of telling, as it is decided: to be done from `dueAt` on, or failed already. */
export interface Planned {
  readonly channel: Channel;
  readonly targetId: string;
  readonly state: 'queued' | 'failed';
  readonly reason: DeliveryReason | null;
  /** UTC ms. */
  readonly dueAt: number;
}

interface Told {
  readonly kind: NotificationKind;
  readonly urgency: Urgency;
}

const CANNOT: Readonly<Record<Exclude<Ability, 'granted'>, DeliveryReason>> = {
  undecided: 'denied',
  denied: 'denied',
  unsupported: 'unsupported',
  off: 'off',
};

/**
 * When somebody is told something of now: at once, or with what else came in a burst, or after their quiet hours. Moves the person's
 * `lastDueAt`, which everything of the same burst shares.
 */
export function dueFor(person: Person, { kind, urgency }: Told, at: number): number {
  if (kind === 'test') return at;
  const end = quietUntil(person.quietHours, at);
  if (end !== null && !(urgency === 'urgent' && person.quietHours.urgentThrough)) return end;
  if (urgency === 'urgent') return at;
  // What is due later belongs to a burst that is being collected; the clock may have been put back since.
  const isCollecting = person.lastDueAt > at && person.lastDueAt <= at + BURST_MS;
  const isBurst = person.lastDueAt <= at && person.lastDueAt > at - BURST_MS;
  const dueAt = isCollecting ? person.lastDueAt : isBurst ? person.lastDueAt + BURST_MS : at;
  person.lastDueAt = dueAt;
  return dueAt;
}

/** How one channel reaches somebody: to every device of theirs, to every webhook for that kind, or why it does not. */
export function waysOf(person: Person, channel: Channel, told: Told, dueAt: number): readonly Planned[] {
  const queued = (targetId: string, due = dueAt): Planned => ({
    channel,
    targetId,
    state: 'queued',
    reason: null,
    dueAt: due,
  });
  const failed = (targetId: string, reason: DeliveryReason): Planned => ({
    channel,
    targetId,
    state: 'failed',
    reason,
    dueAt,
  });
  switch (channel) {
    case 'system':
      if (person.devices.length === 0) return [failed('', 'noDevice')];
      return person.devices.map(({ id, ability }) =>
        ability === 'granted' ? queued(id) : failed(id, CANNOT[ability]),
      );
    case 'push':
      return person.devices
        .filter(({ pushEndpoint }) => pushEndpoint !== null)
        .map(({ id, ability }) => {
          // Who wants none in this browser wants no pushed ones either.
          if (ability === 'off') return failed(id, 'off');
          return queued(id, ability === 'granted' ? dueAt + WINDOW_FIRST_MS : dueAt);
        });
    case 'webhook':
      return person.webhooks
        .filter(({ kinds }) => told.kind === 'test' || kinds.includes(told.kind))
        .map(({ id }) => queued(id));
    case 'email':
      return [{ ...queued(''), reason: 'noProvider' }];
  }
}

/** Every way in which somebody wants to be told of this, from when on (UTC ms); a test goes every way there is. */
export function plan(
  person: Person,
  told: Told,
  at: number,
): { readonly dueAt: number; readonly ways: readonly Planned[] } {
  const dueAt = dueFor(person, told, at);
  const channels = CHANNELS.filter((channel) => told.kind === 'test' || person.isOn(told.kind, channel));
  return { dueAt, ways: channels.flatMap((channel) => waysOf(person, channel, told, dueAt)) };
}
