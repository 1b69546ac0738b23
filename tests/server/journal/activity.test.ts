import { expect, it } from 'vitest';
import { createActivityBook } from '#server/journal/activity.ts';
import { createManualTime } from './manualTime.ts';

const LASTS_MS = 150_000;
const GRACE_MS = 30_000;
const SAM = 'sam';

function setUp() {
  const time = createManualTime();
  const heard: string[] = [];
  const book = createActivityBook({
    now: time.now,
    after: time.after,
    lastsMs: LASTS_MS,
    graceMs: GRACE_MS,
    onChange: (who, activity) => heard.push(`${who} ${activity}`),
  });
  return { time, heard, book };
}

it('a line that has reported nothing is nobody’s presence, and a report is told once', () => {
  const { book, heard } = setUp();
  expect(book.of(SAM)).toBe('gone');
  const line = {};
  book.report(line, SAM, true);
  book.report(line, SAM, true);
  expect(heard).toEqual(['sam active']);
});

it('a report that is not repeated lapses, one that is holds on', () => {
  const { book, heard, time } = setUp();
  const line = {};
  book.report(line, SAM, true);
  time.pass(LASTS_MS - 1_000);
  book.report(line, SAM, true);
  time.pass(2_000);
  expect(heard).toEqual(['sam active']);
  time.pass(LASTS_MS);
  expect(heard).toEqual(['sam active', 'sam idle']);
});

it('of several devices one that is active is enough', () => {
  const { book, heard } = setUp();
  const [desk, phone] = [{}, {}];
  book.report(desk, SAM, true);
  book.report(phone, SAM, false);
  expect(book.of(SAM)).toBe('active');
  book.report(desk, SAM, false);
  book.report(phone, SAM, true);
  book.report(phone, SAM, false);
  expect(heard).toEqual(['sam active', 'sam idle', 'sam active', 'sam idle']);
});

it('a line that is lost and comes back within the grace makes nobody flap', () => {
  const { book, heard, time } = setUp();
  const line = {};
  book.report(line, SAM, true);
  book.lost(line);
  time.pass(GRACE_MS - 2_000);
  book.report({}, SAM, true);
  time.pass(3 * GRACE_MS);
  expect(heard).toEqual(['sam active']);
});

it('a lost line that does not come back is gone after the grace, an idle one stays idle until then', () => {
  const { book, heard, time } = setUp();
  const [line, idle] = [{}, {}];
  book.report(line, SAM, true);
  book.lost(line);
  book.report(idle, 'kim', false);
  book.lost(idle);
  time.pass(GRACE_MS - 1);
  expect(heard).toEqual(['sam active', 'kim idle']);
  time.pass(2_000);
  expect(heard).toEqual(['sam active', 'kim idle', 'sam gone', 'kim gone']);
});

it('who signs out is gone at once, and may sign in again on the same line as somebody else', () => {
  const { book, heard } = setUp();
  const line = {};
  book.report(line, SAM, true);
  book.left(line);
  book.report(line, 'kim', true);
  book.report(line, SAM, true);
  expect(heard).toEqual(['sam active', 'sam gone', 'kim active', 'kim gone', 'sam active']);
});

it('what a line says after it was lost counts for nothing', () => {
  const { book } = setUp();
  const line = {};
  book.lost(line);
  book.report(line, SAM, true);
  expect(book.of(SAM)).toBe('gone');
});

it('many deadlines are looked at together, at most once a second', () => {
  const { book, heard, time } = setUp();
  for (let person = 0; person < 100; person += 1) {
    book.report({}, String(person), true);
    time.pass(5);
  }
  time.pass(LASTS_MS);
  expect(heard.filter((each) => each.endsWith('idle'))).toHaveLength(100);
});
