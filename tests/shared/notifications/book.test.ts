import { expect, it } from 'vitest';
import type { NoticeOutcome } from '#shared/desktop.ts';
import { createBook } from '#shared/notifications/book.ts';

/** A device that keeps what it is told to keep, through any crash. */
function givenDevice() {
  let kept: unknown = null;
  const log: string[] = [];
  const start = () => createBook({ read: () => kept, write: (value) => (kept = structuredClone(value)) });
  const show =
    (name: string, outcome: NoticeOutcome = { outcome: 'shown' }) =>
    () => {
      log.push(name);
      return Promise.resolve(outcome);
    };
  const endedWhile = () => new Promise<NoticeOutcome>(() => undefined);
  return { start, show, log, endedWhile, spoil: (value: unknown) => void (kept = value) };
}

it('a delivery that is given again is not shown again, also after a crash', async () => {
  const { start, show, log } = givenDevice();
  expect(await start().once(['a', 'b'], show('first'))).toEqual({ outcome: 'shown' });
  expect(await start().once(['a', 'b'], show('again'))).toEqual({ outcome: 'shown' });
  expect(await start().once(['c'], show('another'))).toEqual({ outcome: 'shown' });
  expect(log).toEqual(['first', 'another']);
});

it('what was being shown when the device ended is not shown again, and nobody says that it was', async () => {
  const { start, show, log, endedWhile } = givenDevice();
  void start().once(['a'], endedWhile);
  expect(await start().once(['a'], show('again'))).toEqual({ outcome: 'failed', reason: 'interrupted' });
  expect(log).toEqual([]);
});

it('what the book held of somebody else’s making counts as nothing', async () => {
  const { start, show, log, spoil } = givenDevice();
  for (const value of ['', 7, { id: 'a' }, [null, 'a', { id: 7, isShown: true }, { id: 'a', isShown: 'yes' }]]) {
    spoil(value);
    await start().once(['a'], show('shown'));
  }
  expect(log).toHaveLength(4);
});

it('does not grow without end', async () => {
  let kept: unknown = null;
  const book = createBook({ read: () => kept, write: (value) => (kept = value) });
  for (let place = 0; place < 500; place += 1)
    await book.once([String(place)], () => Promise.resolve({ outcome: 'shown' }));
  expect(kept).toHaveLength(400);
});
