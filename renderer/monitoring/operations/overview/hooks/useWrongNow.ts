import { useQuery } from '@tanstack/react-query';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { pathToAlert } from '#renderer/monitoring/alerts/model/place.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';

export interface Wrong {
  readonly id: string;
  readonly isSevere: boolean;
  readonly text: string;
  /** Where something can be done about it. */
  readonly href: string;
}

/** The worst ones: their own room lists all. */
const MOST_ALERTS = 10;
/** How often it asks, in ms. */
const EVERY_MS = 5_000;

/** What is wrong with the server now, the severe first. */
export function useWrongNow(): { readonly state: 'asking' | 'known' | 'unknown'; readonly wrong: readonly Wrong[] } {
  const client = useClient();
  const { wrong: words } = useWords().monitoring.operations.overview;
  const { names } = useWords().monitoring.operations.services;
  const { locale } = useUiEnvironment();
  const { data, isError } = useQuery({
    queryKey: ['monitoring.wrongNow'],
    queryFn: async () => {
      const [storage, backups, { services }, { queues }, { alerts }] = await Promise.all([
        client.call('monitoring.storage', {}),
        client.call('monitoring.backups', {}),
        client.call('monitoring.services', {}),
        client.call('monitoring.jobQueues', {}),
        client.call('monitoring.alerts', { view: 'open', limit: MOST_ALERTS }),
      ]);
      return { storage, backups, services, queues, alerts };
    },
    refetchInterval: EVERY_MS,
  });
  if (data === undefined) return { state: isError ? 'unknown' : 'asking', wrong: [] };
  const { storage, backups, services, queues, alerts } = data;
  const found: Wrong[] = [];
  const add = (id: string, isSevere: boolean, text: string, href: string): void => void found.push({ id, isSevere, text, href }); // prettier-ignore
  for (const { id, rule, severity, acknowledged } of alerts)
    add(id, severity === 'critical', words.alert(rule.name, acknowledged !== null), pathToAlert(id));
  if (storage.state !== 'roomy') add('storage', storage.state !== 'low', words.storage[storage.state], '/operations/database'); // prettier-ignore
  if (backups.backups[0]?.outcome === 'failed') add('backup', true, words.backupFailed, '/operations/database');
  else if (backups.isOverdue) add('backup', true, words.backupOverdue, '/operations/database');
  else if (backups.recipient === null && !backups.isUnencrypted) add('backup', false, words.noBackups, '/operations/database'); // prettier-ignore
  for (const { service, state } of services)
    if (state === 'failing') add(`service:${service}`, true, words.service(names[service]), '/operations/services');
  const dead = queues.reduce((sum, queue) => sum + queue.dead, 0);
  if (dead > 0) add('jobs', false, words.deadJobs(new Intl.NumberFormat(locale).format(dead)), '/operations/jobs');
  return { state: isError ? 'unknown' : 'known', wrong: found.sort((a, b) => Number(b.isSevere) - Number(a.isSevere)) };
}
