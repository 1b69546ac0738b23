/** The value below which `part` of the sorted values lie. */
export const percentile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

export const median = (numbers: readonly number[]): number =>
  percentile(
    [...numbers].sort((a, b) => a - b),
    0.5,
  );

export const short = (value: number): number => Number(value.toFixed(3));

/** What became of a figure over the rounds. */
export const spread = (numbers: readonly number[]) => ({
  min: short(Math.min(...numbers)),
  median: short(median(numbers)),
  max: short(Math.max(...numbers)),
});
