/** Trouble with requests: what a client meets on a bad day. */
export type RequestFault =
  | { readonly kind: 'latency'; readonly milliseconds: number }
  | { readonly kind: 'status'; readonly status: 429 | 500 | 502 | 503; readonly saysRetry?: boolean | undefined }
  /** The connection ends without an answer: before anything happened, or after it all did. */
  | { readonly kind: 'cut'; readonly when: 'before' | 'after' };

/** Trouble with the delivery of events. */
export type EventFault =
  | { readonly kind: 'late'; readonly seconds: number }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'lose' }
  /** So many are held back, and then sent last first. `times` counts the windows. */
  | { readonly kind: 'shuffle'; readonly window: number };

export interface RequestRule {
  readonly method?: string | undefined;
  /** The beginning of the path; everything without it. */
  readonly path?: string | undefined;
  /** How often it strikes. */
  readonly times: number;
  readonly fault: RequestFault;
}

export interface EventRule {
  /** A type, or `charge.*`; every one without it. */
  readonly type?: string | undefined;
  readonly times: number;
  readonly fault: EventFault;
}

export interface Faults {
  readonly addRequest: (rule: RequestRule) => void;
  readonly addEvent: (rule: EventRule) => void;
  readonly clear: () => void;
  /** The faults that strike this request, each rule once, in the order they were ordered. */
  readonly strikeRequest: (method: string, path: string) => readonly RequestFault[];
  /** The first fault that strikes this delivery. */
  readonly strikeEvent: (type: string) => EventFault | undefined;
  /** How many strikes are still to come. */
  readonly left: () => number;
}

interface Loaded<Rule> {
  readonly rule: Rule;
  left: number;
}

const concerns = (pattern: string | undefined, type: string): boolean =>
  pattern === undefined || pattern === type || (pattern.endsWith('.*') && type.startsWith(pattern.slice(0, -1)));

/** Faults live in memory: they are a test's, and end with it. */
export function createFaults(): Faults {
  let requests: Loaded<RequestRule>[] = [];
  let events: Loaded<EventRule>[] = [];

  return {
    addRequest: (rule) => void requests.push({ rule, left: rule.times }),
    addEvent: (rule) =>
      void events.push({ rule, left: rule.fault.kind === 'shuffle' ? rule.times * rule.fault.window : rule.times }),
    clear() {
      requests = [];
      events = [];
    },
    strikeRequest(method, path) {
      const striking = requests.filter(
        ({ rule, left }) =>
          left > 0 && (rule.method === undefined || rule.method === method) && path.startsWith(rule.path ?? ''),
      );
      for (const one of striking) one.left -= 1;
      return striking.map(({ rule }) => rule.fault);
    },
    strikeEvent(type) {
      const striking = events.find(({ rule, left }) => left > 0 && concerns(rule.type, type));
      if (striking === undefined) return undefined;
      striking.left -= 1;
      return striking.rule.fault;
    },
    left: () => [...requests, ...events].reduce((sum, { left }) => sum + left, 0),
  };
}
