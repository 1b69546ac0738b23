import { createContext, useContext } from 'react';
import { en, type Words } from './en.ts';

export const WordsContext = createContext<Words>(en);

/** The catalogue in the language of the person at the window. */
export function useWords(): Words {
  return useContext(WordsContext);
}
