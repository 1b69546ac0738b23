export interface Listeners<Value> {
  /** Returns the function that ends it. */
  add(listener: (value: Value) => void): () => void;
  tell(value: Value): void;
}

export function createListeners<Value>(): Listeners<Value> {
  const listeners = new Map<symbol, (value: Value) => void>();
  return {
    add(listener) {
      // By a key of its own: the bridge may give one function twice as the same proxy.
      const key = Symbol('listener');
      listeners.set(key, listener);
      return () => {
        listeners.delete(key);
      };
    },
    tell(value) {
      for (const listener of listeners.values()) listener(value);
    },
  };
}
