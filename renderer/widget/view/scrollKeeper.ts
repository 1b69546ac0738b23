/** This close to an edge, in CSS pixels, counts as being there. */
const END = 48;
const TOP = 120;

export interface ScrollView {
  /** Key of the first message: another one means that older messages came in above. */
  readonly firstKey: string;
  /** How many messages the team has sent. */
  readonly fromTeam: number;
  /** How many the visitor has: sending one brings its end into view. */
  readonly own: number;
  /** Whether reaching the top asks for older messages. */
  readonly wantsOlder: boolean;
}

export interface ScrollKeeper {
  readonly attach: (element: HTMLElement | null) => void;
  /** After each drawing, with what was drawn. */
  readonly drawn: (view: ScrollView) => void;
  readonly scrolled: () => void;
  readonly toEnd: () => void;
}

/**
 * Keeps the end in view while the visitor is there, and what they read in its place while they are not. `onBelow` is told how many of
 * the team's messages came in below what is in view.
 */
export function createScrollKeeper(onBelow: (count: number) => void, onTop: () => void): ScrollKeeper {
  let box: HTMLElement | null = null;
  let atEnd = true;
  let height = 0;
  let below = 0;
  let last: ScrollView = { firstKey: '', fromTeam: 0, own: 0, wantsOlder: false };
  const observer = new ResizeObserver(() => {
    if (atEnd) toEnd();
  });

  function setBelow(count: number): void {
    if (count === below) return;
    below = count;
    onBelow(count);
  }

  function toEnd(): void {
    if (box === null) return;
    box.scrollTop = box.scrollHeight;
    atEnd = true;
    setBelow(0);
  }

  return {
    attach(element) {
      observer.disconnect();
      box = element;
      if (element === null) return;
      // What scrolls must be reachable by keyboard, whether or not there is anything in it to focus.
      element.tabIndex = 0;
      observer.observe(element);
    },
    drawn(view) {
      if (box === null) return;
      if (view.own > last.own || atEnd) toEnd();
      else if (view.firstKey !== last.firstKey) box.scrollTop += box.scrollHeight - height;
      else if (view.fromTeam > last.fromTeam) setBelow(below + view.fromTeam - last.fromTeam);
      height = box.scrollHeight;
      last = view;
    },
    scrolled() {
      if (box === null) return;
      atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < END;
      if (atEnd) setBelow(0);
      if (box.scrollTop < TOP && last.wantsOlder) onTop();
    },
    toEnd,
  };
}
