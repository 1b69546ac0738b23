import { createContext, useContext } from 'react';

/** What primitives need to know of the person in front of them. */
export interface UiEnvironment {
  /** BCP 47 tag. */
  readonly locale: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Whether `mod` is the Command key. */
  readonly isMac: boolean;
  /** Names of keys as printed on a keyboard of this language, by lower-case key (`enter`, `escape`, `mod` ...). */
  readonly keyNames: Readonly<Record<string, string>>;
  /** UTC milliseconds. */
  readonly now: () => number;
}

export const UiEnvironmentContext = createContext<UiEnvironment>({
  locale: 'en',
  timeZone: 'UTC',
  isMac: false,
  keyNames: {},
  now: () => Date.now(),
});

export function useUiEnvironment(): UiEnvironment {
  return useContext(UiEnvironmentContext);
}
