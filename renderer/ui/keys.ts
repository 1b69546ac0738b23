/**
 * Shortcuts are written as text: strokes separated by blanks (`g i` is G then I), keys of a stroke joined by `+` (`mod+k`).
 * `mod` is Command on a Mac and Ctrl elsewhere. A key is the lower-case `KeyboardEvent.key`.
 */
export interface Stroke {
  readonly key: string;
  readonly mod: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
}

const MODIFIERS = new Set(['mod', 'alt', 'shift']);

export function parseKeys(keys: string): readonly Stroke[] {
  return keys.split(' ').map((stroke) => {
    const parts = stroke.toLowerCase().split('+');
    return {
      key: parts.find((part) => !MODIFIERS.has(part)) ?? '',
      mod: parts.includes('mod'),
      alt: parts.includes('alt'),
      shift: parts.includes('shift'),
    };
  });
}

/** Whether a key event is this stroke. Shift counts only where the shortcut names it, because `?` already needs it. */
export function isStroke(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
  stroke: Stroke,
  isMac: boolean,
): boolean {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const other = isMac ? event.ctrlKey : event.metaKey;
  if (event.key.toLowerCase() !== stroke.key || mod !== stroke.mod || other || event.altKey !== stroke.alt)
    return false;
  return stroke.shift ? event.shiftKey : !event.shiftKey || !/^[a-z]$|^[a-z]{2,}$/.test(stroke.key);
}

const SYMBOLS: Readonly<Record<string, string>> = {
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
};
const MAC_SYMBOLS: Readonly<Record<string, string>> = { mod: '⌘', alt: '⌥', shift: '⇧', enter: '↵' };

/** The keys to draw, stroke by stroke. */
export function keyCaps(
  keys: string,
  names: Readonly<Record<string, string>>,
  isMac: boolean,
): readonly (readonly string[])[] {
  return keys.split(' ').map((stroke) =>
    stroke.split('+').map((part) => {
      const key = part.toLowerCase();
      return (isMac ? MAC_SYMBOLS[key] : undefined) ?? SYMBOLS[key] ?? names[key] ?? key.toUpperCase();
    }),
  );
}
