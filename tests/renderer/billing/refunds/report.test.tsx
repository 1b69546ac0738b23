import { describe, expect, it } from 'vitest';
import { overviewWords } from '#renderer/billing/overview/words.en.ts';
import { paymentsWords } from '#renderer/billing/payments/words.en.ts';
import { sharesOf, type Report } from '#renderer/billing/refunds/reports/model/reportFormats.ts';
import { ReportContent } from '#renderer/billing/refunds/reports/parts/ReportContent.tsx';
import { refundReportsWords as words } from '#renderer/billing/refunds/reports/words.en.ts';
import { refundsWords } from '#renderer/billing/refunds/words.en.ts';
import { draw, textIn } from '#tests/renderer/audit/surroundings.tsx';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const TODAY = Date.UTC(2026, 10, 29);
const FIN = '0190cccc-cccc-7ccc-8ccc-cccccccccccc';
const time = { from: TODAY - 6 * DAY, to: TODAY + DAY };
const given = { refunds: 2, refunded: 3_000 };

const reportOf = (changes: Partial<Report> = {}): Report => ({
  isConnected: true,
  currency: 'EUR',
  currencies: [
    { currency: 'EUR', ...given },
    { currency: 'JPY', refunds: 1, refunded: 700 },
    { currency: 'USD', refunds: 0, refunded: 0 },
  ],
  timeZone: 'UTC',
  by: 'day',
  at: TODAY + 14 * HOUR,
  span: { ...time, ...given },
  before: { from: TODAY - 13 * DAY, to: TODAY - 6 * DAY, refunds: 1, refunded: 1_500 },
  series: [{ ...time, ...given }],
  seriesBefore: [],
  reasons: [{ reason: 'duplicate', ...given }],
  origins: [{ origin: 'stripe', ...given }],
  labels: [{ label: null, ...given }],
  drafted: [{ by: null, ...given }],
  requested: [{ by: { id: FIN, name: '<b>Fin</b>' }, ...given }],
  approved: [{ by: null, ...given }],
  products: { named: [{ product: '"A" vase', ...given }], others: { products: 3, refunds: 4, refunded: 50 } },
  states: [{ state: 'failed', count: 3, amount: 9_900 }],
  rate: { captured: { payments: 8, amount: 20_000 }, refunded: { payments: 2, amount: 5_000 } },
  rateBefore: { captured: { payments: 10, amount: 20_000 }, refunded: { payments: 1, amount: 4_000 } },
  approvals: { approved: 4, refused: 1, expired: 2, waiting: 3, medianMs: 90 * 60_000, p90Ms: 26 * HOUR },
  approvalsBefore: { approved: 1, refused: 0, expired: 0, waiting: 0, medianMs: 3 * HOUR, p90Ms: 3 * HOUR },
  ...changes,
});
const drawn = (report: Report): string =>
  draw(<ReportContent report={report} days={7} onCsv={() => undefined} />, { roles: ['finance'] });
const shown = (report: Report): string => textIn(drawn(report));

describe('the report', () => {
  it('says each figure, what it is of, and how it stands to the days before', () => {
    const text = shown(reportOf());
    for (const said of [
      '€30.00',
      `+100% ${overviewWords.delta.before(7)}`,
      words.figures.of('€50.00', '€200.00'),
      words.figures.ofPayments('2', 8),
      `+${overviewWords.delta.points('5')}`,
      `+${overviewWords.delta.points('15')}`,
      words.definition,
      words.figures.approved(4),
      words.figures.refused(1),
      words.figures.expired(2),
      words.figures.waiting(3),
      '&lt;b&gt;Fin&lt;/b&gt;',
      words.products.others(3),
      words.groups.said('€99.00', 3),
      refundsWords.states.failed,
    ])
      expect(text).toContain(said);
    expect(text).toMatch(/1\sh 30\sm/);
  });

  it('adds nothing across currencies, and leaves out those without a refund', () => {
    const text = shown(reportOf());
    expect(text).toContain(words.groups.said('¥700', 1));
    expect(text).not.toContain('37.00');
    expect(text).not.toContain('USD');
  });

  it('links each figure to its rows', () => {
    const html = drawn(reportOf());
    for (const href of [
      '/refunds/all/given=yes&amp;currency=EUR&amp;from=2026-11-23&amp;to=2026-11-29',
      '/refunds/all/currency=EUR&amp;decision=refused&amp;from=2026-11-23&amp;to=2026-11-29',
      '/refunds/all/state=expired&amp;currency=EUR&amp;from=2026-11-23&amp;to=2026-11-29',
      '/payments/currency=EUR&amp;from=2026-11-23&amp;to=2026-11-29&amp;refunded=partial~2Cfull',
    ])
      expect(html).toContain(href);
  });

  it('nothing decided is no time, and nothing captured no rate: neither is nought', () => {
    const none = { captured: { payments: 0, amount: 0 }, refunded: { payments: 0, amount: 0 } };
    expect(sharesOf(none)).toEqual({ amount: null, payments: null });
    const approvals = { approved: 0, refused: 0, expired: 0, waiting: 1, medianMs: null, p90Ms: null };
    const text = shown(reportOf({ rate: none, approvals }));
    expect(text).toContain(words.figures.undecided);
    expect(text).toContain(`${words.figures.rateByAmount}–`);
    expect(text).toContain(`${words.figures.rateByCount}–`);
  });

  it('tells no refunds of this currency from no payments at all, and from no account', () => {
    expect(shown(reportOf({ states: [], currency: 'USD' }))).toContain(words.noneTitle('USD'));
    const none = { currency: null, currencies: [] };
    expect(shown(reportOf(none))).toContain(paymentsWords.list.emptyTitle);
    expect(shown(reportOf({ ...none, isConnected: false }))).toContain(paymentsWords.list.offTitle);
  });
});
