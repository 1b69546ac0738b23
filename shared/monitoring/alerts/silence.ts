/** What a silence covers: alerts of a rule, or of every rule, whose labels have all of these values. */
export interface SilenceScope {
  readonly ruleId: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly startsAt: number;
  readonly endsAt: number;
}

interface About {
  readonly ruleId: string;
  readonly labels: Readonly<Record<string, string>>;
}

const covers = ({ ruleId, labels }: SilenceScope, about: About): boolean =>
  (ruleId === null || ruleId === about.ruleId) &&
  Object.entries(labels).every(([name, value]) => about.labels[name] === value);

/** Until when nobody is told of an alert, or null when it is not silenced at `at`. Silences that follow each other are one. */
export function silencedUntil(silences: readonly SilenceScope[], about: About, at: number): number | null {
  const theirs = silences.filter((one) => covers(one, about));
  let until: number | null = null;
  for (;;) {
    const moment: number = until ?? at;
    const longest = Math.max(
      ...theirs.filter(({ startsAt, endsAt }) => startsAt <= moment && endsAt > moment).map(({ endsAt }) => endsAt),
    );
    if (!Number.isFinite(longest)) return until;
    until = longest;
  }
}
