import type { CommandHandlers, QueryHandlers, TopicSource } from '#server/journal/featureModule.ts';
import { acknowledgeAlert, acknowledgeToldAlert, resolveAlert } from './acts.ts';
import { alertWork, escalateAlerts, recordEvaluations } from './evaluations.ts';
import { forgetAlerts } from './forget.ts';
import { alert, alertCounts, alerts, toldAlert } from './read.ts';
import { alertRoutes, setAlertRoutes } from './routes.ts';
import { alertRules, removeAlertRule, saveAlertRule } from './rules.ts';
import { endSilence, silenceAlerts, silences } from './silences.ts';
import { alertsTopic } from './topic.ts';

const commands: CommandHandlers = {
  'monitoring.acknowledgeAlert': acknowledgeAlert,
  'monitoring.acknowledgeToldAlert': acknowledgeToldAlert,
  'monitoring.resolveAlert': resolveAlert,
  'monitoring.saveAlertRule': saveAlertRule,
  'monitoring.removeAlertRule': removeAlertRule,
  'monitoring.silenceAlerts': silenceAlerts,
  'monitoring.endSilence': endSilence,
  'monitoring.setAlertRoutes': setAlertRoutes,
  'monitoring.recordEvaluations': recordEvaluations,
  'monitoring.escalateAlerts': escalateAlerts,
  'monitoring.forgetAlerts': forgetAlerts,
};

const queries: QueryHandlers = {
  'monitoring.alerts': alerts,
  'monitoring.alert': alert,
  'monitoring.toldAlert': toldAlert,
  'monitoring.alertCounts': alertCounts,
  'monitoring.alertRules': alertRules,
  'monitoring.silences': silences,
  'monitoring.alertRoutes': alertRoutes,
  'monitoring.alertWork': alertWork,
};

const topics: Readonly<Record<string, TopicSource>> = { alerts: alertsTopic };

/** The core half of alerts, for the module of monitoring. */
export const alertsCore = { commands, queries, topics };
