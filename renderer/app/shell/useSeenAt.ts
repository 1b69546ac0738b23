import type { LineState } from '#renderer/client/client.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** When the hub was last heard: the time of day, with its date when that is a day ago or more. Null when it never was, or for another line. */
export function useSeenAt(line: LineState): string | null {
  const { locale, timeZone, now } = useUiEnvironment();
  const heardAt = line.state === 'waiting' ? (line.hub?.heardAt ?? null) : null;
  if (heardAt === null) return null;
  const date = now() - heardAt < DAY_MS ? {} : ({ dateStyle: 'medium' } as const);
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone, ...date }).format(heardAt);
}
