import type { MessagePort } from 'node:worker_threads';
import type { RangeAnswer, RangeQuery, Tick } from '#shared/monitoring/series.ts';
import { AppError, type WireError } from '#shared/wire/errors.ts';
import { openSeriesStore, type SeriesStore, type SeriesStoreOptions } from '#server/monitoring/series/store.ts';

export type SeriesThreadTask = Pick<SeriesStoreOptions, 'file' | 'version' | 'maximumBytes'>;

export type SeriesQuestion =
  | { readonly range: RangeQuery }
  | { readonly runs: { readonly from: number; readonly to: number } }
  | { readonly kept: true };
export type SeriesReply = RangeAnswer | ReturnType<SeriesStore['runs']> | ReturnType<SeriesStore['kept']>;

export type ToSeriesThread =
  { readonly append: readonly Tick[] } | (SeriesQuestion & { readonly request: number }) | { readonly close: true };
/** Answers cross as one JSON text, which is copied for less than a structured clone costs. */
export type FromSeriesThread =
  | { readonly warning: string; readonly cause: string }
  | { readonly request: number; readonly answer: string }
  | { readonly request: number; readonly refusal: WireError };

export function answerSeries(store: SeriesStore, question: SeriesQuestion): SeriesReply {
  if ('range' in question) return store.range(question.range);
  return 'kept' in question ? store.kept() : store.runs(question.runs.from, question.runs.to);
}

/**
 * Keeps the series on this thread until it is told to close.
 * @param clock UTC ms. @throws StartError where no file can be made, which ends the thread.
 */
export function keepSeriesOnThread(own: MessagePort, task: SeriesThreadTask, clock: () => number = Date.now): void {
  const tell = (message: FromSeriesThread): void => own.postMessage(message);
  const store = openSeriesStore({
    ...task,
    clock,
    warn: (warning, cause) => tell({ warning, cause: String(cause) }),
  });
  own.on('message', (message: ToSeriesThread) => {
    if ('append' in message) for (const tick of message.append) store.append(tick);
    else if ('close' in message) {
      store.close();
      own.close();
    } else {
      try {
        tell({ request: message.request, answer: JSON.stringify(answerSeries(store, message)) });
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        tell({ request: message.request, refusal: error.toWire() });
      }
    }
  });
}
