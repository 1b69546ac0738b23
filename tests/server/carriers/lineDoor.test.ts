import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import type { Socket } from 'socket.io';
import { createLineDoor } from '#server/carriers/lineDoor.ts';

type EngineSocket = Socket['conn'];

function makeLine() {
  const line = Object.assign(new EventEmitter(), { readyState: 'open' });
  return {
    line: line as unknown as EngineSocket,
    end: () => {
      line.readyState = 'closed';
      line.emit('close');
    },
  };
}
const home = () => ({ address: '192.0.2.1' });
const full = expect.objectContaining({ code: 'RATE_LIMITED' }) as unknown;

it('a line takes a place of its address until it ends', () => {
  const door = createLineDoor(1);
  const first = makeLine();
  expect(door.enter(first.line, home)).toBe('192.0.2.1');
  expect(() => door.enter(makeLine().line, home)).toThrow(full);
  door.enter(makeLine().line, () => ({ address: '192.0.2.2' }));
  first.end();
  door.enter(makeLine().line, home);
});

it('a line that is refused gives its place back at once, and only once', () => {
  const door = createLineDoor(2);
  const [refused, second] = [makeLine(), makeLine()];
  door.enter(refused.line, home);
  door.enter(second.line, home);
  door.leave(refused.line);
  refused.end();
  door.enter(makeLine().line, home);
  expect(() => door.enter(makeLine().line, home)).toThrow(full);
});

it('a line that is inside is not let in again, and its address is not looked for', () => {
  const door = createLineDoor(2);
  const { line } = makeLine();
  door.enter(line, home);
  const forgotten = (): never => {
    throw new Error('the request is gone');
  };
  expect(() => door.enter(line, forgotten)).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
});

it('a line that ended while it was being let in takes no place', () => {
  const door = createLineDoor(1);
  const { line, end } = makeLine();
  end();
  expect(() => door.enter(line, home)).toThrow(expect.objectContaining({ code: 'UNAVAILABLE' }));
  door.enter(makeLine().line, home);
});
