import { MIRRORED_KINDS, type MirroredKind } from '#shared/billing/objects.ts';
import type { Backfill } from '#shared/billing/sync/contract.ts';

interface Part {
  readonly objects: number;
  readonly reachedAt: number | null;
  readonly startingAfter: string | null;
  readonly isDone: boolean;
}

/** A back-fill as it is kept. Times in UTC milliseconds. */
export interface BackfillState {
  readonly state: Backfill['state'];
  readonly from: number;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly trouble: string | null;
  /** Since when it runs without a pause; null while it does not. */
  readonly runningSince: number | null;
  /** How long it ran before that. */
  readonly ranMs: number;
  readonly parts: Readonly<Record<MirroredKind, Part>>;
}

const WAITING: Part = { objects: 0, reachedAt: null, startingAfter: null, isDone: false };

export const startedBackfill = (from: number, at: number): BackfillState => ({
  state: 'running',
  from,
  startedAt: at,
  endedAt: null,
  trouble: null,
  runningSince: at,
  ranMs: 0,
  parts: Object.fromEntries(MIRRORED_KINDS.map((kind) => [kind, WAITING])) as Record<MirroredKind, Part>,
});

/** The clock stops: it is paused, done or failed. */
export const stopped = (backfill: BackfillState, at: number): BackfillState => ({
  ...backfill,
  runningSince: null,
  ranMs: ranFor(backfill, at),
});

const ranFor = ({ runningSince, ranMs }: BackfillState, at: number): number =>
  ranMs + (runningSince === null ? 0 : Math.max(0, at - runningSince));

/** 0 to 1: how much of the time from its start back to `from` a part has covered. */
function coveredBy({ reachedAt, isDone }: Part, { from, startedAt }: BackfillState): number {
  if (isDone) return 1;
  if (reachedAt === null || startedAt <= from) return 0;
  return Math.min(1, Math.max(0, (startedAt - reachedAt) / (startedAt - from)));
}

/** Before so much is done, how long the rest takes is a guess. */
const ENOUGH_TO_TELL = 0.02;

/** As people see it. */
export function shownBackfill(backfill: BackfillState, at: number): Backfill {
  const { state, from, startedAt, endedAt, trouble } = backfill;
  const parts = MIRRORED_KINDS.map((kind) => ({ kind, ...backfill.parts[kind] }));
  const progress = parts.reduce((sum, part) => sum + coveredBy(part, backfill), 0) / parts.length;
  const isTelling = state === 'running' && progress >= ENOUGH_TO_TELL;
  return {
    state,
    from,
    startedAt,
    endedAt,
    progress: state === 'done' ? 1 : progress,
    remainingMs: isTelling ? Math.round((ranFor(backfill, at) * (1 - progress)) / progress) : null,
    objects: parts.reduce((sum, { objects }) => sum + objects, 0),
    parts: parts.map(({ kind, objects, reachedAt, isDone }) => ({
      kind,
      state: isDone ? 'done' : reachedAt === null ? 'waiting' : 'running',
      objects,
      reachedAt,
    })),
    trouble,
  };
}

/** Where to go on. */
export const cursorsOf = ({ parts }: BackfillState) =>
  MIRRORED_KINDS.map((kind) => ({
    kind,
    startingAfter: parts[kind].startingAfter,
    reachedAt: parts[kind].reachedAt,
  }));
