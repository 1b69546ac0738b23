import { describe, expect, it } from 'vitest';
import { lastOwn, rowsOf } from '#renderer/widget/view/rows.ts';
import type { Row } from '#renderer/widget/view/rows.ts';
import { givenMessage, givenThread, idOf, NOW, SAM } from './given.ts';

const HOUR = 3_600_000;
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

function told(rows: readonly Row[]): readonly string[] {
  return rows.map((row) => {
    if (row.type === 'day') return `day ${dayOf(row.at)}`;
    if (row.type === 'event') return row.event.type;
    if (row.type === 'object') return `${row.body} (${row.object.state})`;
    const bubbles = row.bubbles.map(({ body, progress }) => (progress === null ? body : `${body} (${progress})`));
    return `${row.own ? 'own' : String(row.name)}: ${bubbles.join(', ')}`;
  });
}

describe('the rows of a thread', () => {
  it('stand under their day, grouped by author while little time passes', () => {
    const thread = givenThread({
      items: [
        givenMessage(1, { author: SAM, at: NOW }),
        givenMessage(2, { author: SAM, at: NOW + 60_000 }),
        givenMessage(3, { author: SAM, at: NOW + HOUR }),
        givenMessage(4, { at: NOW + 24 * HOUR }),
      ],
    });
    expect(told(rowsOf(thread, [], dayOf))).toEqual([
      'day 2027-01-15',
      'Sam Okafor: message 1, message 2',
      'Sam Okafor: message 3',
      'day 2027-01-16',
      'own: message 4 (sent)',
    ]);
  });

  it('say how far each own message has got', () => {
    const thread = givenThread({
      items: [1, 2, 3].map((seq) => givenMessage(seq)),
      receipts: { visitorDelivered: 0, visitorRead: 0, staffDelivered: 2, staffRead: 1 },
    });
    const onItsWay = { lane: 'visitor', error: null, seq: null };
    const outgoing = [
      { id: idOf(91), body: 'going', at: NOW + 4_000, state: 'sending' as const, ...onItsWay },
      { id: idOf(92), body: 'stuck', at: NOW + 5_000, state: 'failed' as const, ...onItsWay },
    ];
    const rows = rowsOf(thread, outgoing, dayOf);
    expect(told(rows).slice(1)).toEqual([
      'own: message 1 (read), message 2 (delivered), message 3 (sent), going (sending), stuck (failed)',
    ]);
    expect(lastOwn(rows)).toBe(idOf(92));
  });

  it('tell a visitor what happened, but not how the shop passes work around', () => {
    const event = (seq: number, type: 'assigned' | 'unassigned' | 'closed') =>
      givenMessage(seq, {
        kind: 'event',
        body: '',
        author: SAM,
        event: type === 'assigned' ? { type, to: 'Sam Okafor' } : { type },
      });
    const thread = givenThread({ items: [event(1, 'assigned'), event(2, 'unassigned'), event(3, 'closed')] });
    expect(told(rowsOf(thread, [], dayOf)).slice(1)).toEqual(['assigned', 'closed']);
  });
});
