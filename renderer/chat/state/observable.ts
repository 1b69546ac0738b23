/** A value that changes and tells, in the shape `useSyncExternalStore` wants. */
export interface Observable<State> {
  get(): State;
  listen(listener: () => void): () => void;
}

export interface WritableObservable<State> extends Observable<State> {
  set(state: State): void;
}

export function createObservable<State>(initial: State): WritableObservable<State> {
  const listeners = new Set<() => void>();
  let state = initial;
  return {
    get: () => state,
    set(next) {
      if (Object.is(next, state)) return;
      state = next;
      for (const listener of [...listeners]) listener();
    },
    listen(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
