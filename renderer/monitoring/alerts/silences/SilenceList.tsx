import { useMutation } from '@tanstack/react-query';
import { BellOff } from 'lucide-react';
import { v7 } from 'uuid';
import { listStateOf } from '#renderer/accounts/settings/listStateOf.ts';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { useClient } from '#renderer/app/context.ts';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import {
  useAlertRoutes,
  useAlertRules,
  useReadAnew,
  useSilences,
} from '#renderer/monitoring/alerts/hooks/useAlerts.ts';
import { labelsText } from '#renderer/monitoring/alerts/model/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ListStates } from '#renderer/ui/ListStates.tsx';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { Silence } from '#shared/monitoring/alerts/contract.ts';

const ROW_HEIGHT = 64;

/** What is silenced now, and until when. */
export function SilenceList({ onAdd }: { readonly onAdd: () => void }) {
  const words = useWords().monitoring.alerts.silences;
  const query = useSilences();
  const silences = query.data?.silences ?? [];
  return (
    <ListStates
      state={listStateOf(query, silences.length)}
      loading={<SkeletonList label={words.loading} rows={3} rowHeight={ROW_HEIGHT} avatar={false} />}
      empty={
        <EmptyState
          icon={BellOff}
          title={words.emptyTitle}
          description={words.emptyDescription}
          action={<Button onClick={onAdd}>{words.add}</Button>}
        />
      }
      error={<QueryError title={words.failed} query={query} />}
      staleNote={<StaleNote at={query.dataUpdatedAt} />}
    >
      <ul className="flex-1 overflow-y-auto">
        {silences.map((one) => (
          <SilenceRow key={one.id} silence={one} />
        ))}
      </ul>
    </ListStates>
  );
}

function SilenceRow({ silence }: { readonly silence: Silence }) {
  const all = useWords();
  const words = all.monitoring.alerts.silences;
  const form = all.monitoring.alerts.silenceForm;
  const client = useClient();
  const readAnew = useReadAnew();
  const rules = useAlertRules();
  const routes = useAlertRoutes();
  const { mutate, isPending } = useMutation({
    mutationFn: () => client.call('monitoring.endSilence', { id: v7(), silenceId: silence.id }),
    onSuccess: () => {
      showToast({ tone: 'success', title: words.ended });
    },
    onError: (error) => {
      showToast({ tone: 'danger', title: words.endFailed, description: wordsForError(error, all).message });
    },
    onSettled: readAnew,
  });
  const rule = rules.data?.rules.find(({ id }) => id === silence.ruleId)?.rule.name ?? words.formerRule;
  const only = labelsText(silence.labels);
  const what = silence.ruleId === null ? form.everyRule : only === null ? form.wholeRule(rule) : `${rule} · ${only}`;
  const who = routes.data?.people.find(({ accountId }) => accountId === silence.createdBy)?.name ?? words.former;
  return (
    <li className="flex items-center gap-4 border-b border-line px-5" style={{ minBlockSize: ROW_HEIGHT }}>
      <div className="min-w-0 flex-1 py-2">
        <p className="truncate font-medium">{what}</p>
        <p className="truncate text-ink-muted">
          {silence.reason} · {words.by} {who}
        </p>
      </div>
      <p className="shrink-0 text-ink-muted tabular-nums">
        {words.ends} <ExactTime at={silence.endsAt} format={{ dateStyle: 'short', timeStyle: 'short' }} />
      </p>
      <Button busy={isPending} aria-label={words.endNamed(what)} onClick={() => mutate()}>
        {words.end}
      </Button>
    </li>
  );
}
