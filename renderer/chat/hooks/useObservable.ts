import { useSyncExternalStore } from 'react';
import type { Observable } from '#renderer/chat/state/observable.ts';

export function useObservable<State>(observable: Observable<State>): State {
  return useSyncExternalStore(observable.listen, observable.get);
}
