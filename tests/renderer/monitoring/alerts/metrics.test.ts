import { describe, expect, it } from 'vitest';
import {
  groupOptions,
  isHeard,
  labelOptions,
  metricOptions,
  partsOf,
  textOf,
  type Metric,
} from '#renderer/monitoring/alerts/model/metrics.ts';
import { alertsWords } from '#renderer/monitoring/alerts/words.en.ts';

const words = alertsWords.metrics;
const jobs: Metric = {
  name: 'optimaliq_jobs',
  kind: 'gauge',
  help: 'Work to be done later, by list.',
  labels: ['queue', 'state'],
  series: [
    { queue: 'events', state: 'dead' },
    { queue: 'events', state: 'waiting' },
    { queue: 'refunds', state: 'waiting' },
  ],
};
const lag: Metric = {
  name: 'optimaliq_feed_lag_seconds',
  kind: 'histogram',
  help: 'How late.',
  labels: [],
  series: [{}],
};
const none: Metric = {
  name: 'optimaliq_sign_ins_total',
  kind: 'counter',
  help: 'Tries.',
  labels: ['outcome'],
  series: [],
};
const former: Metric = { name: 'former', kind: 'gauge', help: null, labels: ['a'], series: [{ a: 'b' }] };
const metrics = [former, lag, jobs, none];

const values = (options: readonly { readonly value: string }[]): string[] => options.map(({ value }) => value);

describe('the metrics that a rule can be about', () => {
  it('are found by their name and by what they tell', () => {
    expect(metricOptions(metrics, '', words)).toEqual([
      { value: 'former', label: 'former', note: 'gauge', help: words.former },
      { value: lag.name, label: lag.name, note: 'histogram', help: 'How late.' },
      { value: jobs.name, label: jobs.name, note: 'gauge', help: jobs.help },
      { value: none.name, label: none.name, note: words.unheard, help: 'Tries.' },
    ]);
    expect(values(metricOptions(metrics, 'LATER work', words))).toEqual([jobs.name]);
  });

  it('may be one that has not come yet, if it is a name', () => {
    expect(metricOptions(metrics, 'shop_orders', words)).toEqual([
      { value: 'shop_orders', label: 'shop_orders', note: words.unheard },
    ]);
    expect(metricOptions(metrics, 'no name', words)).toEqual([]);
    expect(values(metricOptions(metrics, ' former ', words))).toEqual(['former']);
    expect(values(metricOptions(null, 'jobs', words))).toEqual(['jobs']);
  });
});

describe('the labels of its series', () => {
  it('are offered with the values that they have beside what is chosen', () => {
    expect(values(labelOptions(jobs, '', '', words))).toEqual([
      'queue=events',
      'queue=refunds',
      'state=dead',
      'state=waiting',
    ]);
    expect(values(labelOptions(jobs, 'state=dead', '', words))).toEqual(['queue=events']);
    expect(values(labelOptions(jobs, 'state=lost', '', words))).toEqual(['queue=events', 'queue=refunds']);
    expect(values(labelOptions(jobs, '', 'wait', words))).toEqual(['state=waiting']);
  });

  it('may be others, written as name=value, each name once', () => {
    expect(labelOptions(jobs, 'state=dead', 'queue = mail', words)).toEqual([
      { value: 'queue=mail', label: 'queue=mail', note: words.unheard },
    ]);
    for (const typed of ['mail', '=mail', 'state=x', 'a b=c', 'a=b,c=d'])
      expect(labelOptions(jobs, 'state=dead', typed, words)).toEqual([]);
    expect(values(labelOptions(undefined, '', 'a=b', words))).toEqual(['a=b']);
  });

  it('can each have an alert of its own', () => {
    expect(values(groupOptions([jobs, none], ['state'], '', words))).toEqual(['queue', 'outcome']);
    expect(groupOptions([jobs], [], 'shop', words)).toEqual([{ value: 'shop', label: 'shop', note: words.unheard }]);
    expect(groupOptions([jobs], ['queue', 'state'], 'state', words)).toEqual([]);
    expect(groupOptions([], [], 'two words', words)).toEqual([]);
  });

  it('are written with commas between', () => {
    expect(partsOf(' a=b,, c=d ')).toEqual(['a=b', 'c=d']);
    expect(textOf(['a=b', 'c=d'])).toBe('a=b, c=d');
  });
});

it('what has not come yet is known as such, and nothing is said of what nobody can know', () => {
  expect(isHeard(metrics, ' optimaliq_jobs')).toBe(true);
  expect(isHeard(metrics, 'optimaliq_jobs', 'queue=events, state=dead')).toBe(true);
  expect(isHeard(metrics, 'optimaliq_jobs', 'queue=refunds, state=dead')).toBe(false);
  expect(isHeard(metrics, none.name)).toBe(false);
  expect(isHeard(metrics, 'shop_orders')).toBe(false);
  for (const [known, name, labels] of [
    [null, 'optimaliq_jobs', ''],
    [metrics, '', ''],
    [metrics, 'no name', ''],
    [metrics, 'optimaliq_jobs', 'nonsense'],
  ] as const)
    expect(isHeard(known, name, labels)).toBeNull();
});
