import { expect, it } from 'vitest';
import { backupName, superfluous } from '#server/storage/backup/rotation.ts';

const DAY = 24 * 60 * 60 * 1_000;
const AT = Date.UTC(2026, 10, 24, 3, 30, 15);

it('a backup is named by its time and whether it is encrypted', () => {
  expect(backupName(AT, true)).toBe('optimaliq-20261124T033015Z.tar.age');
  expect(backupName(AT, false)).toBe('optimaliq-20261124T033015Z.tar');
});

it('the newest of each of the last days and weeks stay', () => {
  const names = Array.from({ length: 40 }, (_, days) => backupName(AT - days * DAY, true));
  const second = backupName(AT - 60_000, true);
  const gone = superfluous([...names, second], { daily: 3, weekly: 3 });
  const kept = names.filter((name) => !gone.includes(name));
  // 24 November 2026 is a Tuesday: the Sundays before it are the 22nd and the 15th.
  expect(kept).toEqual([0, 1, 2, 9].map((days) => names[days]));
  expect(gone).toContain(second);
});

it('nothing else in the directory is touched, nor the newest, nor what a missed day leaves', () => {
  const old = backupName(AT - 300 * DAY, false);
  expect(superfluous(['notes.txt', `${old}.part`, old], { daily: 0, weekly: 0 })).toEqual([]);
  expect(superfluous([old, backupName(AT, true)], { daily: 2, weekly: 0 })).toEqual([]);
});
