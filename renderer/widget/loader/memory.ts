/** What the shop's page remembers of a visitor who has talked: nothing before that. */
export interface Memory {
  readonly accent: string;
  readonly position: 'start' | 'end';
}

const nameOf = (siteKey: string) => `optimaliq:${siteKey}`;

export function recall(siteKey: string): Memory | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(nameOf(siteKey)) ?? 'null');
    if (typeof stored !== 'object' || stored === null || !('accent' in stored) || !('position' in stored)) return null;
    return { accent: String(stored.accent), position: stored.position === 'start' ? 'start' : 'end' };
  } catch {
    return null;
  }
}

const unknownName = (siteKey: string) => `${nameOf(siteKey)}:unknown`;

/** Whether the server knew no site by this key a moment ago: until the tab is closed. */
export function isKnownAsUnknown(siteKey: string): boolean {
  try {
    return sessionStorage.getItem(unknownName(siteKey)) !== null;
  } catch {
    return false;
  }
}

export function rememberUnknown(siteKey: string, isUnknown: boolean): void {
  try {
    if (isUnknown) sessionStorage.setItem(unknownName(siteKey), '1');
    else sessionStorage.removeItem(unknownName(siteKey));
  } catch {
    // A page without storage shows the launcher until somebody reaches for it.
  }
}

export function remember(siteKey: string, memory: Memory): void {
  try {
    localStorage.setItem(nameOf(siteKey), JSON.stringify(memory));
  } catch {
    // A page without storage only loses the head start.
  }
}
