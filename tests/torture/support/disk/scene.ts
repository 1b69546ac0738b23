import type { Random } from '#server/demo/random.ts';

/** One thing that befalls the disk or the clock, played against a real server. */
export interface SceneOptions {
  readonly random: Random;
  readonly writer: 'worker' | 'inline';
  readonly visitors: number;
  readonly agents: number;
  /** Tells what has been seen to hold. */
  readonly saw: (line: string) => void;
}

export interface SceneReport {
  readonly messages: number;
  readonly repeated: number;
  readonly journalEntries: number;
  /** What is wrong, in words. */
  readonly faults: readonly string[];
}

export type Scene = (options: SceneOptions) => Promise<SceneReport>;
