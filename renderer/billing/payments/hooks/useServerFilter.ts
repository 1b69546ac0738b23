import { useMemo } from 'react';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { useNow } from '#renderer/ui/useNow.ts';

const MINUTE = 60_000;

interface Region {
  readonly locale: string;
  readonly timeZone: string;
}

/**
 * Filters as the server knows them; the same object until they change. "Today" goes on to the next day at midnight.
 * @param toServer how the server has them at a moment; one function for a list.
 */
export function useServerFilter<Filters, ServerFilter>(
  filters: Filters,
  toServer: (filters: Filters, now: number, region: Region) => ServerFilter,
): ServerFilter {
  const { locale, timeZone } = useUiEnvironment();
  const now = useNow(MINUTE);
  const written = JSON.stringify(toServer(filters, now, { locale, timeZone }));
  return useMemo(() => JSON.parse(written) as ServerFilter, [written]);
}
