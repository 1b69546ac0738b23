import fc from 'fast-check';
import { SEVERITIES, STEPS_MS } from '#shared/monitoring/alerts/rule.ts';
import { makeRule } from '#tests/support/alerts.ts';
import { wellFormed, type ForeignIds } from './arbitraries.ts';

/** As `hostileInputs`, for alerts. */
export function hostileAlerts(ids: ForeignIds) {
  const { accountId, usedId: id, instant } = wellFormed(ids);
  const other = fc.oneof(accountId, id);
  const words = fc.constantFrom('<script>', '__proto__', "'; DROP TABLE alert; --", '\u202e');
  const nothing = fc.constant({});
  const revision = fc.constantFrom(0, 1, Number.MAX_SAFE_INTEGER);
  const labels = fc.constantFrom<Record<string, string>>({}, { queue: '__proto__' }, { constructor: "' OR 1=1" });
  const rule = fc
    .record({
      name: words,
      help: fc.constantFrom('', '<script>'),
      stepMs: fc.constantFrom(...STEPS_MS),
      forMs: fc.constantFrom(0, 86_400_000),
      severity: fc.constantFrom(...SEVERITIES),
      groupBy: fc.constantFrom<string[]>([], ['constructor', 'toString']),
      isEnabled: fc.boolean(),
    })
    .map((changes) => makeRule(changes));
  const named = fc.record({ id, alertId: other });
  return {
    'monitoring.alerts': fc.record(
      {
        view: fc.constantFrom('open' as const, 'over' as const),
        ruleId: other,
        before: instant,
        limit: fc.constantFrom(1, 100),
      },
      { requiredKeys: ['view'] },
    ),
    'monitoring.alertCounts': nothing,
    'monitoring.alert': fc.record({ alertId: other }),
    'monitoring.toldAlert': fc.record({ alertId: other }),
    'monitoring.acknowledgeAlert': named,
    'monitoring.acknowledgeToldAlert': named,
    'monitoring.resolveAlert': named,
    'monitoring.alertRules': nothing,
    'monitoring.saveAlertRule': fc.record({ id, ruleId: other, revision, rule }),
    'monitoring.removeAlertRule': fc.record({ id, ruleId: other }),
    'monitoring.testAlertRule': fc.record({ rule, from: instant, to: instant }),
    'monitoring.silences': nothing,
    'monitoring.silenceAlerts': fc.record({
      id,
      ruleId: fc.option(other, { nil: null }),
      labels,
      endsAt: instant,
      reason: words,
    }),
    'monitoring.endSilence': fc.record({ id, silenceId: other }),
    'monitoring.alertRoutes': nothing,
    'monitoring.setAlertRoutes': fc.record({
      id,
      revision,
      routes: fc.constantFrom(
        [],
        [
          {
            name: '<script>',
            severities: ['critical' as const],
            hours: { days: [1], from: 0, to: 1 },
            steps: [{ afterMs: 0, roles: [], accountIds: ['019e0000-0000-7000-8000-000000000000'] }],
          },
        ],
      ),
    }),
  };
}
