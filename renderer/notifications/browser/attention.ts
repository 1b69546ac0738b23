/** Whether the person has the console in front of them, in this tab or another of theirs. */
export interface Attention {
  isAttended(): Promise<boolean>;
  /** Begins to tell the other tabs of this one's focus; the returned function ends it. */
  start(): () => void;
}

export interface AttentionOptions {
  /** Null where the browser has none: then only this tab's own focus is known. */
  readonly locks: Pick<LockManager, 'request' | 'query'> | null;
  /** The same in all tabs of one person. */
  readonly name: string;
  readonly hasFocus: () => boolean;
  /** Calls back whenever `hasFocus` may have changed. */
  readonly watchFocus: (changed: () => void) => () => void;
}

/** A tab with the focus holds a share of a Web Lock, which the others see: a tab that dies lets go of it by itself. */
export function createAttention({ locks, name, hasFocus, watchFocus }: AttentionOptions): Attention {
  return {
    async isAttended() {
      if (hasFocus()) return true;
      const { held = [] } = (await locks?.query()) ?? {};
      return held.some((lock) => lock.name === name);
    },
    start() {
      let letGo: (() => void) | null = null;
      const look = (): void => {
        if (!hasFocus()) {
          letGo?.();
          letGo = null;
        } else if (letGo === null) {
          const held = new Promise<void>((resolve) => {
            letGo = resolve;
          });
          locks?.request(name, { mode: 'shared' }, () => held).catch(() => undefined);
        }
      };
      const stopWatching = watchFocus(look);
      look();
      return () => {
        stopWatching();
        letGo?.();
      };
    },
  };
}
