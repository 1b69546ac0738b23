import { useEffect, useMemo, useState } from 'react';
import { useClient } from '#renderer/app/context.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { matchersOf, PANEL_IDS, QUANTILES } from '#renderer/monitoring/operations/overview/model/panels.ts';
import { SPANS, type TimeRange } from '#renderer/monitoring/operations/overview/model/range.ts';
import { createSeriesFeed, type SeriesFeed } from '#renderer/monitoring/operations/overview/state/seriesFeed.ts';

const MATCHERS = matchersOf(PANEL_IDS);

function every(ms: number, run: () => void): () => void {
  const timer = setInterval(run, ms);
  return () => {
    clearInterval(timer);
  };
}

/**
 * All that the panels show of a time, so many ms earlier. While another is read the former stays, as it was.
 * @param isOn false reads nothing.
 * @returns what to show, and what is being read where that is another.
 */
export function useSeriesFeed(
  range: TimeRange,
  step: number,
  offset: number,
  isOn = true,
): { readonly shown: SeriesFeed; readonly wanted: SeriesFeed } {
  const client = useClient();
  const { now } = useUiEnvironment();
  const [span, from, to] = 'span' in range ? [range.span, 0, 0] : [null, range.from, range.to];
  const wanted = useMemo(
    () =>
      createSeriesFeed({
        call: (query) => client.call('monitoring.series', query),
        matchers: MATCHERS,
        quantiles: QUANTILES,
        window: span === null ? { from: from - offset, to: to - offset } : { spanMs: SPANS[span] },
        step,
        now: () => now() - offset,
        every,
      }),
    [client, now, span, from, to, step, offset],
  );
  const [shown, setShown] = useState(wanted);
  useEffect(() => {
    if (!isOn) return;
    const leave = wanted.subscribe(() => {
      if (wanted.status() !== 'loading') setShown(wanted);
    });
    const stop = wanted.start();
    return () => {
      leave();
      stop();
    };
  }, [wanted, isOn]);
  return { shown, wanted };
}
