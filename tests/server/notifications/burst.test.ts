import { expect, it } from 'vitest';
import { openOffice } from '#tests/bench/support/notificationBurst.ts';

it('a burst for many people is told to each in a few notices, and each notification has its fate', async () => {
  // A sample of `npm run bench -- notifications`, which has 500 people and 20 customers.
  const office = await openOffice({ people: 12, mode: 'inline', pace: 10 });
  const report = await office.burst(8);
  await office.close();
  expect(report).toMatchObject({ notifications: 96, fates: { shown: 96 } });
  expect(report.bundled).toBeGreaterThan(48);
  expect(report.notices).toBeLessThanOrEqual(12 * 4);
}, 60_000);
