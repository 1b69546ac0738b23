import type { FeatureModule } from '#server/journal/featureModule.ts';
import { acknowledgeAlert, resolveAlert } from './acts.ts';
import { alertWork, escalateAlerts, recordEvaluations } from './evaluations.ts';
import { alert, alertCounts, alerts } from './read.ts';
import { alertRoutes, setAlertRoutes } from './routes.ts';
import { alertRules, removeAlertRule, saveAlertRule } from './rules.ts';
import { endSilence, silenceAlerts, silences } from './silences.ts';
import { alertsTopic } from './topic.ts';

/** The core half of alerts. */
export const alertsCore: FeatureModule = {
  commands: {
    'monitoring.acknowledgeAlert': acknowledgeAlert,
    'monitoring.resolveAlert': resolveAlert,
    'monitoring.saveAlertRule': saveAlertRule,
    'monitoring.removeAlertRule': removeAlertRule,
    'monitoring.silenceAlerts': silenceAlerts,
    'monitoring.endSilence': endSilence,
    'monitoring.setAlertRoutes': setAlertRoutes,
    'monitoring.recordEvaluations': recordEvaluations,
    'monitoring.escalateAlerts': escalateAlerts,
  },
  queries: {
    'monitoring.alerts': alerts,
    'monitoring.alert': alert,
    'monitoring.alertCounts': alertCounts,
    'monitoring.alertRules': alertRules,
    'monitoring.silences': silences,
    'monitoring.alertRoutes': alertRoutes,
    'monitoring.alertWork': alertWork,
  },
  topics: { alerts: alertsTopic },
};
