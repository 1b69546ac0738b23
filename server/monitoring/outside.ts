import { v7 as uuidv7 } from 'uuid';
import type { OperationName, OutputOf, ParsedInputOf } from '#shared/contract.ts';
import type { Principal } from '#shared/wire/access.ts';

type UnderWay = NonNullable<OutputOf<'monitoring.backups'>['underWay']>;

export interface MadeFile {
  readonly fileName: string;
  readonly bytes: number;
  readonly seq: number;
}

export interface BackupsGatewayOptions {
  readonly submit: <Name extends OperationName>(name: Name, input: ParsedInputOf<Name>) => Promise<OutputOf<Name>>;
  readonly clock: () => number;
  /** Calls back after `ms`; never keeps the process alive. @returns how to call it off. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly directory: string;
  readonly everyMs: number;
  readonly keep: { readonly daily: number; readonly weekly: number };
  /** Without a key, backups are made unencrypted. */
  readonly isUnencrypted: boolean;
  /** Makes, tests and rotates beside the server; once `signal` says so it ends in a moment, refuses and leaves nothing behind. */
  readonly make: (
    recipient: string | null,
    startedAt: number,
    onStep: (step: UnderWay['step'], done: number, total: number) => void,
    signal: AbortSignal,
  ) => Promise<MadeFile>;
  readonly newKey: () => Promise<{ readonly identity: string; readonly recipient: string }>;
  readonly log: (backup: ParsedInputOf<'monitoring.recordBackup'>) => void;
  readonly onError: (error: unknown) => void;
}

/** How often it looks whether a backup is due, in milliseconds: a laptop sleeps, clocks jump, so no timer is set for the day itself. */
const LOOK_MS = 60_000;

/** Makes backups when they are due and when somebody asks, one at a time, and keeps what became of each. */
export function createBackupsGateway(options: BackupsGatewayOptions) {
  const { submit, clock, after, directory, everyMs, keep, isUnencrypted, make, newKey, log, onError } = options;
  let underWay: (UnderWay & { readonly end: Promise<void> }) | null = null;
  const stopping = new AbortController();

  async function run(recipient: string | null, startedAt: number): Promise<void> {
    const shared = { id: uuidv7(), startedAt };
    let result: ParsedInputOf<'monitoring.recordBackup'>;
    try {
      const onStep: Parameters<typeof make>[2] = (step, done, total) => {
        if (underWay !== null) underWay = { ...underWay, step, done, total };
      };
      const { fileName, bytes, seq } = await make(recipient, startedAt, onStep, stopping.signal);
      result = { ...shared, endedAt: clock(), outcome: 'whole', fileName, bytes, journalSeq: seq, failure: null };
    } catch (error) {
      // Called off, not failed: it is still due when the server starts again.
      if (stopping.signal.aborted) return;
      const failure = error instanceof Error ? error.message : String(error);
      const nothing = { fileName: null, bytes: null, journalSeq: null };
      result = { ...shared, endedAt: clock(), outcome: 'failed', ...nothing, failure };
    }
    log(result);
    try {
      await submit('monitoring.recordBackup', result);
    } catch (error) {
      onError(error);
    } finally {
      underWay = null;
    }
  }

  function start(recipient: string | null): void {
    const startedAt = clock();
    // The first step is told from a later turn, when `underWay` stands.
    const end = Promise.resolve().then(() => run(recipient, startedAt));
    underWay = { step: 'copying', done: 0, total: 0, startedAt, end };
  }

  /** When the next is due. The last may lie in the future when the clock was set back: then one interval from now at the latest. */
  function dueAt({ recipient, backups }: OutputOf<'monitoring.recordedBackups'>): number | null {
    if (recipient === null && !isUnencrypted) return null;
    const last = backups[0];
    return last === undefined ? clock() : Math.min(last.startedAt, clock()) + everyMs;
  }

  async function look(): Promise<void> {
    try {
      // One that ends while the list comes is not yet in it.
      const isFree = underWay === null;
      const recorded = await submit('monitoring.recordedBackups', {});
      const due = dueAt(recorded);
      if (due !== null && due <= clock() && isFree && underWay === null && !stopping.signal.aborted)
        start(recorded.recipient);
    } catch (error) {
      onError(error);
    }
    if (!stopping.signal.aborted) callOff = after(LOOK_MS, () => void look());
  }
  let callOff = after(LOOK_MS, () => void look());

  return {
    handlers: {
      'monitoring.backups': async (): Promise<OutputOf<'monitoring.backups'>> => {
        // Before the list: one that ends while it comes would otherwise be neither under way nor in it.
        const now = underWay;
        const recorded = await submit('monitoring.recordedBackups', {});
        const nextAt = dueAt(recorded);
        const { recipient, keyMadeAt, lastWholeAt, backups } = recorded;
        const { end: _, ...progress } = now ?? { end: null, step: 'copying', done: 0, total: 0, startedAt: 0 };
        return {
          directory,
          everyMs,
          keep: { ...keep },
          recipient,
          keyMadeAt,
          isUnencrypted: isUnencrypted && recipient === null,
          nextAt,
          lastWholeAt,
          isOverdue: nextAt !== null && backups.length > 0 && clock() - (lastWholeAt ?? 0) > 2 * everyMs,
          underWay: now === null ? null : progress,
          backups,
        };
      },
      'monitoring.backUpNow': async (): Promise<OutputOf<'monitoring.backUpNow'>> => {
        const { recipient } = await submit('monitoring.recordedBackups', {});
        if (underWay !== null || stopping.signal.aborted) return { state: 'underWay' };
        if (recipient === null && !isUnencrypted) return { state: 'noKey' };
        start(recipient);
        return { state: 'started' };
      },
      'monitoring.makeBackupKey': async ({
        connection: { principal },
      }: {
        readonly connection: { readonly principal: Principal };
      }): Promise<OutputOf<'monitoring.makeBackupKey'>> => {
        const key = await newKey();
        const accountId = principal.kind === 'staff' ? principal.accountId : null;
        await submit('monitoring.recordBackupKey', { recipient: key.recipient, accountId });
        return key;
      },
    },
    isUnderWay: (): boolean => underWay !== null,
    /** None begins any more, and the one under way is called off; resolves when it has ended. */
    stop: async (): Promise<void> => {
      stopping.abort();
      callOff();
      await underWay?.end;
    },
  };
}
