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

/** The same for any values, however small. */
export function ticksFrom(most: number): readonly number[] {
  if (!(most > 0)) return [0, 1];
  const raw = most / 3;
  const exponent = Math.floor(Math.log10(raw));
  const magnitude = 10 ** Math.abs(exponent);
  // Divided where it is small: a tenth has no exact double, and a tick would show that.
  const of = (times: number): number => (exponent < 0 ? times / magnitude : times * magnitude);
  const rounded = 1 - 1e-9;
  const step = STEPS.find((one) => of(one) >= raw * rounded) ?? 10;
  const count = Math.ceil((most / of(step)) * rounded);
  return Array.from({ length: count + 1 }, (_, place) => of(place * step));
}
