import Database from 'better-sqlite3';
import { markStruck, readStrike, STRIKE_FILE } from './strike.ts';

/**
 * For what is loaded into the server's process and its threads before anything else (`--import`): stands at the COMMIT of each writing connection, and where the strike that is
 * armed says so the whole process ends there, by SIGKILL. So a commit has happened, or has not, and nothing of what would have followed has.
 * @param openLook looks at what may change, on the connection that commits.
 */
export function standAtCommit<Seen>(
  openLook: (database: Database.Database) => () => Seen,
  changesBetween: (before: Seen, now: Seen) => readonly string[],
): void {
  const file = process.env[STRIKE_FILE];
  let counted = 0;
  function isDue(side: 'before' | 'after', changes: readonly string[]): boolean {
    const strike = file === undefined || changes.length === 0 ? null : readStrike(file);
    if (strike?.side !== side) return false;
    counted += changes.filter((one) => one === strike.change).length;
    return counted >= strike.count;
  }
  function strikeIf(side: 'before' | 'after', changes: readonly string[]): void {
    if (!isDue(side, changes)) return;
    markStruck(file ?? '');
    process.kill(process.pid, 'SIGKILL');
  }

  const { prepare } = Database.prototype;
  function standing(this: Database.Database, source: string): Database.Statement {
    const statement = prepare.call(this, source) as Database.Statement;
    if (source !== 'COMMIT' || this.readonly) return statement;
    let look: (() => Seen) | null = null;
    let before: Seen | null = null;
    return {
      run: () => {
        // The first commit is of before any table is looked at.
        const changes = look === null || before === null ? [] : changesBetween(before, look());
        strikeIf('before', changes);
        const done = statement.run();
        strikeIf('after', changes);
        look ??= openLook(this);
        before = look();
        return done;
      },
    } as Database.Statement;
  }
  Database.prototype.prepare = standing as typeof prepare;
}
