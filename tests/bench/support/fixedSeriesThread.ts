import { parentPort, workerData } from 'node:worker_threads';
import { keepSeriesOnThread, type SeriesThreadTask } from '#server/core/seriesThread.ts';
import { NOW } from './seriesNow.ts';

// The thread of the product, to which it is always the same moment.
if (parentPort === null) throw new Error('this is started as a worker thread');
keepSeriesOnThread(parentPort, (workerData as { readonly series: SeriesThreadTask }).series, () => NOW);
