/** How many backups stay: the newest of each of the last days, and of each of the last weeks, that have one. */
export interface Keep {
  readonly daily: number;
  readonly weekly: number;
}

const DAY_MS = 24 * 60 * 60 * 1_000;
const NAME = /^optimaliq-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.tar(?:\.age)?$/;

/** `optimaliq-20261124T233000Z.tar.age`. @param at UTC milliseconds. */
export const backupName = (at: number, isEncrypted: boolean): string =>
  `optimaliq-${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z.tar${isEncrypted ? '.age' : ''}`;

export const isBackupName = (name: string): boolean => NAME.test(name);

function timeOf(name: string): number | null {
  const parts = NAME.exec(name);
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second] = parts.map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
}

/** Which of a directory's files may go. Only what is named like a backup of ours ever does, and never the newest. */
export function superfluous(names: readonly string[], keep: Keep): readonly string[] {
  const found = names
    .flatMap((name) => {
      const at = timeOf(name);
      return at === null ? [] : [{ name, at }];
    })
    .sort((a, b) => b.at - a.at);
  const kept = new Set(found.slice(0, 1).map(({ name }) => name));
  const keepNewestOf = (count: number, periodOf: (at: number) => number): void => {
    const periods = new Set<number>();
    for (const { name, at } of found) {
      const period = periodOf(at);
      if (periods.has(period)) continue;
      if (periods.size >= count) return;
      periods.add(period);
      kept.add(name);
    }
  };
  keepNewestOf(keep.daily, (at) => Math.floor(at / DAY_MS));
  // 1 January 1970 was a Thursday: weeks begin on Monday.
  keepNewestOf(keep.weekly, (at) => Math.floor((at / DAY_MS + 3) / 7));
  return found.map(({ name }) => name).filter((name) => !kept.has(name));
}
