import { addToSketch, createSketch, type Sketch } from '#shared/monitoring/sketch.ts';

/** One counter under one set of labels: what it counts only grows. */
export class CounterChild {
  value = 0;
  /** As it stood when a tick was last taken. */
  ticked = 0;

  add(amount = 1): void {
    this.value += amount;
  }
}

/** One gauge under one set of labels. Not a number until it is first set: what nobody has measured is not told. */
export class GaugeChild {
  value = Number.NaN;

  set(value: number): void {
    this.value = value;
  }
}

/** One histogram under one set of labels: Prometheus' buckets since the start, and a sketch of what came since the last tick. */
export class HistogramChild {
  /** Upper bounds; one bucket more than there are bounds. */
  readonly bounds: readonly number[];
  readonly buckets: number[];
  count = 0;
  sum = 0;
  /** The largest since the start. */
  largest = 0;
  recentCount = 0;
  recentSum = 0;
  recentMin = Infinity;
  recentMax = -Infinity;
  recent: Sketch = createSketch();
  readonly #isKept: boolean;

  /** @param isKept whether a sketch is of any use. @param bounds ascending. */
  constructor(bounds: readonly number[], isKept = true) {
    this.bounds = bounds;
    this.#isKept = isKept;
    this.buckets = Array.from({ length: bounds.length + 1 }, () => 0);
  }

  observe(value: number): void {
    const { bounds, buckets } = this;
    let index = 0;
    while (value > (bounds[index] ?? Infinity)) index += 1;
    buckets[index] = (buckets[index] ?? 0) + 1;
    this.count += 1;
    this.sum += value;
    if (value > this.largest) this.largest = value;
    this.recentCount += 1;
    this.recentSum += value;
    if (value < this.recentMin) this.recentMin = value;
    if (value > this.recentMax) this.recentMax = value;
    if (this.#isKept) addToSketch(this.recent, value);
  }

  /** Begins anew with what is told per tick. */
  forgetRecent(): void {
    this.recentCount = 0;
    this.recentSum = 0;
    this.recentMin = Infinity;
    this.recentMax = -Infinity;
    this.recent = createSketch();
  }
}
