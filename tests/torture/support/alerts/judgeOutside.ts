import assert from 'node:assert/strict';
import type { DeliveryReason, DeliveryState } from '#shared/notifications/kinds.ts';
import { queryRows } from '#tests/support/databaseState.ts';
import type { Outside } from './outside.ts';

interface Row {
  readonly id: number;
  readonly channel: string;
  readonly state: DeliveryState;
  readonly reason: DeliveryReason | null;
  readonly dueAt: number;
  readonly leaseUntil: number | null;
}

/** How much went out, and how much of that more than once. */
export interface JudgedOutside {
  readonly posted: number;
  readonly postedAgain: number;
  readonly pushed: number;
  readonly pushedAgain: number;
  readonly pushesShown: number;
  /** Withdrawn while they were on their way, of which nobody heard. */
  readonly unheard: number;
}

interface Scene {
  readonly dataDirectory: string;
  readonly outside: Outside;
  /** When the server ended, and how long before that something may still be under way; UTC ms and ms of its own time. */
  readonly endedAt: number;
  readonly graceMs: number;
}

const doubled = <Value>(values: readonly Value[]): readonly Value[] =>
  values.filter((value, place) => values.indexOf(value) !== place);

/** What the ledger may say of what has arrived: that it was sent (and seen), or that nobody has heard of it. */
const admits = ({ state, reason }: Row): boolean =>
  state === 'sent' || state === 'shown' || state === 'clicked' || state === 'queued' || reason === 'unheard';

/** @throws AssertionError when a browser showed something twice, one telling went out under two ids, or the ledger knows less or more than happened. */
export function judgeOutside({ dataDirectory, outside, endedAt, graceMs }: Scene): JudgedOutside {
  const rows = queryRows(
    dataDirectory,
    'SELECT id, channel, state, reason, dueAt, leaseUntil FROM notification_delivery ORDER BY id',
  ) as readonly Row[];
  const { posted, pushed, shown } = outside;

  const fateless = rows.filter(
    ({ state, reason, channel, dueAt, leaseUntil }) =>
      (state === 'queued' && dueAt < endedAt - graceMs) ||
      (state === 'sent' && channel === 'system' && (leaseUntil ?? 0) < endedAt - graceMs) ||
      (state === 'failed' && reason === null),
  );
  assert.deepEqual(fateless, [], 'every way of telling has come to its end, and failures say why');

  assert.deepEqual(doubled(shown), [], 'no push was shown twice');
  assert.deepEqual(
    [...new Set(pushed)].sort((one, other) => one - other),
    [...shown].sort((one, other) => one - other),
    'every push that arrived was shown',
  );
  assert.deepEqual(
    posted.filter(({ isSigned }) => !isSigned),
    [],
    'every webhook is signed',
  );
  const tellings = new Map(posted.map(({ id, told }) => [id, told]));
  assert.deepEqual(doubled([...tellings.values()]), [], 'one telling has one webhook-id, however often it came');

  const arrived = {
    push: new Set(pushed),
    webhook: new Set(posted.map(({ id }) => Number(id.replace(/^msg_/, '')))),
  };
  for (const channel of ['push', 'webhook'] as const) {
    const own = rows.filter((row) => row.channel === channel);
    const isSaid = ({ state }: Row): boolean => ['sent', 'shown', 'clicked'].includes(state);
    const invented = own.filter((row) => isSaid(row) && !arrived[channel].has(row.id));
    assert.deepEqual(invented, [], `what the ledger says was sent has arrived (${channel})`);
    const denied = own.filter((row) => arrived[channel].has(row.id) && !admits(row));
    assert.deepEqual(denied, [], `what has arrived is not denied by the ledger (${channel})`);
  }
  return {
    posted: arrived.webhook.size,
    postedAgain: posted.length - arrived.webhook.size,
    pushed: arrived.push.size,
    pushedAgain: pushed.length - arrived.push.size,
    pushesShown: shown.length,
    unheard: rows.filter(({ reason }) => reason === 'unheard').length,
  };
}
