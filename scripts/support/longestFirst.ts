import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longer than their size tells: many cases in a loop, or servers that are killed and started again. */
const LONG = [
  /\/tests\/contract\/(?:operations|fuzz)\./,
  /\/tests\/durability\//,
  /\/tests\/server\/billing\/(?:disputes|refunds)\//,
  /\/tests\/server\/entry\//,
];

const rankOf = (file: string): number => {
  const rank = LONG.findIndex((pattern) => pattern.test(file));
  return rank === -1 ? LONG.length : rank;
};

/** Vitest's order, which is by size on a fresh clone, except that what is long begins first: begun last, it would run on by itself. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rankOf(a.moduleId) - rankOf(b.moduleId));
  }
}
