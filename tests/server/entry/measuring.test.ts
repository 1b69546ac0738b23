import { expect, it } from 'vitest';
import { measuringOf } from '#server/entry/measuring.ts';

it('everything is measured, and without a token only this computer reads it', () => {
  expect(measuringOf({})).toEqual({ metricsToken: null, isMeasured: true });
  expect(measuringOf({ OPTIMALIQ_METRICS_TOKEN: '' })).toMatchObject({ metricsToken: null });
});

it('a token comes from the environment, and one that could be guessed is not taken', () => {
  const token = '0123456789abcdef';
  expect(measuringOf({ OPTIMALIQ_METRICS_TOKEN: token })).toMatchObject({ metricsToken: token });
  expect(() => measuringOf({ OPTIMALIQ_METRICS_TOKEN: token.slice(1) })).toThrow(/at least 16 characters/);
});

it('measuring is switched off for the bench only by that word', () => {
  expect(measuringOf({ OPTIMALIQ_METRICS: 'off' })).toMatchObject({ isMeasured: false });
  expect(measuringOf({ OPTIMALIQ_METRICS: 'on' })).toMatchObject({ isMeasured: true });
});
