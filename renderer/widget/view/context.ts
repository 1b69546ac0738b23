import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Chat, ChatState } from '#renderer/widget/chat/chat.ts';
import type { WidgetWords } from '#renderer/widget/words.ts';
import type { Formats } from './formats.ts';

export interface Surroundings {
  readonly chat: Chat;
  readonly state: ChatState;
  readonly words: WidgetWords;
  readonly formats: Formats;
}

const Context = createContext<Surroundings | null>(null);

export const SurroundingsProvider = Context.Provider;

export function useSurroundings(): Surroundings {
  const surroundings = useContext(Context);
  if (surroundings === null) throw new Error('A part of the widget stands outside of App.');
  return surroundings;
}
