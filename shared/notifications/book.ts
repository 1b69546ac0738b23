import type { NoticeOutcome } from '#shared/desktop.ts';

/** What a device remembers of what it has shown, beyond any crash of its window. */
export interface BookStore {
  /** What was written last; anything else counts as nothing. */
  read(): unknown;
  /** Kept when it returns. */
  write(value: unknown): void;
}

interface Line {
  readonly id: string;
  readonly isShown: boolean;
}

/** As many as a server could give again. */
const KEPT = 400;

const isLine = (value: unknown): value is Line =>
  typeof value === 'object' &&
  value !== null &&
  typeof Reflect.get(value, 'id') === 'string' &&
  typeof Reflect.get(value, 'isShown') === 'boolean';

export interface Book {
  /** Shows what these deliveries are with `show`, unless they were shown before: then it says what became of that. */
  once(ids: readonly string[], show: () => Promise<NoticeOutcome>): Promise<NoticeOutcome>;
}

/**
 * Each delivery is written down before it is shown, and once more when it was: whoever comes after a crash finds one of the two, and never
 * shows anything twice. In between nobody knows whether it was shown, which is what is then said.
 */
export function createBook({ read, write }: BookStore): Book {
  const linesNow = (): readonly Line[] => {
    const kept = read();
    return Array.isArray(kept) ? kept.filter(isLine) : [];
  };
  const note = (ids: readonly string[], isShown: boolean): void => {
    const others = linesNow().filter(({ id }) => !ids.includes(id));
    write([...others, ...ids.map((id) => ({ id, isShown }))].slice(-KEPT));
  };
  return {
    async once(ids, show) {
      const known = linesNow().filter(({ id }) => ids.includes(id));
      if (known.length > 0)
        return known.every(({ isShown }) => isShown)
          ? { outcome: 'shown' }
          : { outcome: 'failed', reason: 'interrupted' };
      note(ids, false);
      const outcome = await show();
      note(ids, true);
      return outcome;
    },
  };
}
