import { describe, expect, it } from 'vitest';
import { en } from '#renderer/app/words/en.ts';
import { ruleText } from '#renderer/monitoring/alerts/model/conditionText.ts';
import { draftOf, FIRST_DRAFT, ruleOfDraft } from '#renderer/monitoring/alerts/model/draft.ts';
import { labelsText, valueText } from '#renderer/monitoring/alerts/model/format.ts';
import { pathOf, placeOf, pathToAlert, FIRST_PLACE } from '#renderer/monitoring/alerts/model/place.ts';
import {
  areValid,
  clockText,
  minutesOf,
  newRoute,
  OFFICE_HOURS,
  toggled,
} from '#renderer/monitoring/alerts/model/routeDraft.ts';
import { startingAlertRules } from '#server/storage/migrations/startingAlertRules.ts';
import { alertRule, type Condition } from '#shared/monitoring/alerts/rule.ts';
import { makeRule } from '#tests/support/alerts.ts';

/** With spaces that break. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const ID = '019e0000-0000-7000-8000-000000000001';

describe('the rules that a workspace begins with', () => {
  it('are rules, and stand in their form as they are', () => {
    for (const { rule } of startingAlertRules) {
      expect(alertRule.parse(rule)).toEqual(rule);
      expect(ruleOfDraft(draftOf(rule))).toEqual({ rule, problems: null });
    }
  });

  it('are told in words', () => {
    const texts = startingAlertRules.map(({ rule }) => plain(ruleText(rule, en.monitoring.alerts.condition, 'en')));
    expect(texts[0]).toBe(
      '95th percentile of optimaliq_message_latency_seconds (until delivered) is above 1 s, for 2 m',
    );
    expect(texts[1]).toBe('the error budget of 99.9% burns more than 14.4 times too fast, over 1 h and 5 m');
    expect(texts.join('\n')).toContain('nothing is heard of optimaliq_conversations, for 5 m');
    expect(texts.join('\n')).toContain(
      'optimaliq_service_calls_total (outcome failed) of optimaliq_service_calls_total, over 5 m, is above 20%, for 2 m, for each service',
    );
    expect(texts.join('\n')).toContain('process_resident_memory_bytes: its change within 1 h is above 50%, for 10 m');
  });
});

describe('what was typed', () => {
  it('is a rule, or says what is wrong with it', () => {
    const draft = {
      ...FIRST_DRAFT,
      name: 'Slow',
      metric: 'x_seconds',
      limit: '1,5',
      clear: '0.5',
      labels: 'a=b, c="d"',
    };
    expect(ruleOfDraft(draft).rule?.condition).toMatchObject({
      of: { metric: 'x_seconds', labels: { a: 'b', c: 'd' } },
      limit: 1.5,
      clear: 0.5,
    });
    const wrong = (changes: object) => [...(ruleOfDraft({ ...draft, ...changes }).problems ?? [])];
    expect(wrong({ name: ' ' })).toEqual(['name']);
    expect(wrong({ metric: 'no metric' })).toEqual(['metric']);
    expect(wrong({ labels: 'nothing' })).toEqual(['labels']);
    expect(wrong({ limit: 'many' })).toContain('number');
    expect(wrong({ clear: '2' })).toEqual(['clear']);
    expect(wrong({ limit: '', clear: '' })).toEqual(['number']);
    expect(wrong({ clear: 'few' })).toEqual(['number']);
    expect(wrong({ groupBy: 'a b' })).toEqual(['group']);
    expect(wrong({ kind: 'change', window: '0.5' })).toEqual(['step']);
    expect(wrong({ kind: 'burn', whole: 'y', window: '5', shortWindow: '5', limit: '2' })).toEqual(['short']);
  });
});

describe('a value', () => {
  const of = (metric: string, read: 'last' | 'rate' | 'increase' = 'last'): Condition => ({
    kind: 'threshold',
    of: { metric, labels: {}, read, across: 'sum' },
    is: 'above',
    limit: 1,
    clear: 1,
  });
  it('has the unit that its metric says', () => {
    expect(plain(valueText(of('a_seconds'), 0.25, 'en'))).toBe('250 ms');
    expect(plain(valueText(of('a_seconds'), 90, 'en'))).toBe('1 m 30 s');
    expect(valueText(of('a_bytes'), 512_000_000, 'en')).toMatch(/MB|MiB/);
    expect(valueText(of('a_ratio'), 0.5, 'en')).toBe('50%');
    expect(valueText(of('a_total', 'rate'), 2.5, 'en')).toBe('2.5/s');
    expect(valueText(of('a_total', 'increase'), 1_200, 'en')).toBe('1,200');
    expect(valueText(of('a'), null, 'en')).toBe('-');
    expect(labelsText({ queue: 'mail', place: 'a' })).toBe('queue mail, place a');
    expect(labelsText({})).toBeNull();
  });
});

describe('an address', () => {
  it('says which alert or rule is open, and leaves out what makes no sense', () => {
    expect(pathToAlert(ID)).toBe(`/alerts/${ID}`);
    expect(placeOf(ID)).toEqual({ tab: 'open', alertId: ID, rule: null });
    expect(placeOf(`over/${ID}`)).toEqual({ tab: 'over', alertId: ID, rule: null });
    expect(placeOf('rules/new')).toEqual({ tab: 'rules', alertId: null, rule: 'new' });
    expect(placeOf('nowhere/x')).toEqual(FIRST_PLACE);
    expect(pathOf({ ...FIRST_PLACE, tab: 'rules', rule: ID })).toBe(`/alerts/rules/${ID}`);
    expect(pathOf({ ...FIRST_PLACE, tab: 'silences' })).toBe('/alerts/silences');
  });
});

describe('a route', () => {
  it('has hours by the clock, and somebody to tell', () => {
    expect([clockText(0), clockText(570), clockText(1_440)]).toEqual(['00:00', '09:30', '00:00']);
    expect([minutesOf('09:30'), minutesOf('')]).toEqual([570, null]);
    expect([toggled([1, 2], 2, false), toggled([1], 2, true)]).toEqual([[1], [1, 2]]);
    expect(areValid([{ ...newRoute('Office'), hours: OFFICE_HOURS }])).toBe(true);
    expect(areValid([{ ...newRoute('Office'), severities: [] }])).toBe(false);
  });

  it('of a rule that is made by hand is as good', () => {
    expect(alertRule.safeParse(makeRule()).success).toBe(true);
  });
});
