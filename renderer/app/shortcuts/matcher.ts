import { isStroke, parseKeys, type Stroke } from '#renderer/ui/keys.ts';

export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'timeStamp'>;

/** Keys to match and the things they stand for. */
interface Candidate {
  readonly keys: string;
  readonly whileTyping?: boolean;
}

/** The strokes of a sequence may lie this many milliseconds apart. */
const SEQUENCE_LASTS_MS = 1_500;

export interface KeyMatcher {
  /**
   * Takes a key press. Answers the candidate it completes, the latest first; null when it completes none.
   * `typing`: the press went into a text field, where only what says so, and strokes with `mod`, count.
   */
  press<Item extends Candidate>(press: KeyPress, candidates: readonly Item[], typing: boolean): Item | null;
}

export function createKeyMatcher(isMac: boolean): KeyMatcher {
  let begun: readonly KeyPress[] = [];

  function matches(strokes: readonly Stroke[], presses: readonly KeyPress[]): boolean {
    const taken = presses.slice(-strokes.length);
    return (
      taken.length === strokes.length &&
      strokes.every((stroke, index) => {
        const press = taken[index];
        return press !== undefined && isStroke(press, stroke, isMac);
      })
    );
  }

  return {
    press(press, candidates, typing) {
      if (['Shift', 'Control', 'Alt', 'Meta'].includes(press.key)) return null;
      const last = begun.at(-1);
      if (last === undefined || press.timeStamp - last.timeStamp > SEQUENCE_LASTS_MS) begun = [];
      const presses = typing ? [press] : [...begun, press].slice(-3);
      const ordered = [...candidates].reverse().filter((candidate) => {
        const strokes = parseKeys(candidate.keys);
        return !typing || candidate.whileTyping === true || strokes[0]?.mod === true;
      });
      // A sequence that ends here goes before a single key: G then I is not I.
      const found = ordered
        .map((candidate) => ({ candidate, strokes: parseKeys(candidate.keys) }))
        .filter(({ strokes }) => matches(strokes, presses))
        .sort((a, b) => b.strokes.length - a.strokes.length)[0];
      begun = found === undefined && !typing ? presses : [];
      return found?.candidate ?? null;
    },
  };
}
