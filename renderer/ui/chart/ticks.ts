const STEPS = [1, 2, 5, 10] as const;

/** Round values for an axis from zero to `most`, four steps at most; whole numbers, as what is counted is in whole units. Nothing needs zero alone. */
export function ticksTo(most: number): readonly number[] {
  if (most <= 0) return [0];
  const raw = Math.max(1, most / 4);
  const magnitude = 10 ** Math.floor(Math.log10(raw));
  const step = (STEPS.find((one) => one * magnitude >= raw) ?? 10) * magnitude;
  const count = Math.ceil(most / step);
  return Array.from({ length: count + 1 }, (_, place) => place * step);
}
