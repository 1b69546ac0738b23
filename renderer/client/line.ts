import type { LineState } from './client.ts';

export interface Listeners<Value> {
  readonly add: (listener: (value: Value) => void) => () => void;
  readonly tell: (value: Value) => void;
}

export function createListeners<Value>(): Listeners<Value> {
  const listeners = new Set<(value: Value) => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    tell(value) {
      for (const listener of [...listeners]) listener(value);
    },
  };
}

export interface Line {
  readonly now: () => LineState;
  readonly set: (line: LineState) => void;
  readonly onChange: (listener: (line: LineState) => void) => () => void;
}

/** What is known of the line, and those who want to hear of it. */
export function createLine(): Line {
  let line: LineState = { state: 'connecting' };
  const listeners = createListeners<LineState>();
  return {
    now: () => line,
    set(next) {
      line = next;
      listeners.tell(next);
    },
    onChange: listeners.add,
  };
}
