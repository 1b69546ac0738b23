/** What the frame keeps on the visitor's device, under a key per site. */
export interface FrameStorage {
  readonly token: () => string | null;
  readonly keepToken: (token: string) => void;
  /** Calls `listener` with the token that another tab has kept. */
  readonly onToken: (listener: (token: string) => void) => void;
  readonly draft: () => string;
  readonly keepDraft: (draft: string) => void;
}

/** A browser that keeps nothing for third parties gives a chat that lasts as long as the page. */
export function createFrameStorage(siteKey: string): FrameStorage {
  const memory = new Map<string, string>();
  const nameOf = (what: string) => `optimaliq:${siteKey}:${what}`;

  function read(what: string): string | null {
    try {
      return localStorage.getItem(nameOf(what));
    } catch {
      return memory.get(what) ?? null;
    }
  }

  function write(what: string, value: string): void {
    try {
      if (value === '') localStorage.removeItem(nameOf(what));
      else localStorage.setItem(nameOf(what), value);
    } catch {
      memory.set(what, value);
    }
  }

  return {
    token: () => read('token'),
    keepToken(token) {
      write('token', token);
    },
    onToken(listener) {
      window.addEventListener('storage', ({ key, newValue }) => {
        if (key === nameOf('token') && newValue !== null) listener(newValue);
      });
    },
    draft: () => read('draft') ?? '',
    keepDraft(draft) {
      write('draft', draft);
    },
  };
}
