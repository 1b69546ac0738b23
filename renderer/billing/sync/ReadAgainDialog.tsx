import { BookOpen, CalendarDays, CirclePlay, Gauge } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { isDay } from '#renderer/audit/model/place.ts';
import { dayOf, startOfDay } from '#shared/calendar.ts';
import { ActionDialog } from '#renderer/billing/ActionDialog.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { Input } from '#renderer/ui/Input.tsx';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import type { Backfill } from '#shared/billing/sync/contract.ts';
import { useSyncActions } from './useSync.ts';

interface ReadAgainDialogProps {
  readonly backfill: Backfill;
  readonly onClose: () => void;
}

/** Begins a back-fill anew, from the account's beginning or from a day on, and says what that does. */
export function ReadAgainDialog({ backfill: { state, from }, onClose }: ReadAgainDialogProps) {
  const words = useWords().billing.sync;
  const { locale, timeZone, now } = useUiEnvironment();
  const { backfill } = useSyncActions();
  const [span, setSpan] = useState<'all' | 'since'>('all');
  const [day, setDay] = useState(() => dayOf(from, timeZone));
  const today = dayOf(now(), timeZone);
  const problem = !isDay(day) ? words.noDay : day > today ? words.dayAhead : null;
  const isWrong = span === 'since' && problem !== null;
  const start = span === 'since' && problem === null ? startOfDay(day, timeZone) : null;
  const told = start === null ? null : new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'long' }).format(start);
  return (
    <ActionDialog
      title={words.againTitle}
      back={words.againBack}
      action={words.againAction}
      isBusy={backfill.isPending}
      onSubmit={() => {
        if (!isWrong) backfill.mutate(start === null ? 'start' : { from: start }, { onSuccess: onClose });
      }}
      onClose={onClose}
      lines={
        isWrong
          ? []
          : [
              [CalendarDays, told === null ? words.againAll : words.againSince(told)],
              [BookOpen, words.againReadable],
              [Gauge, words.againSlow],
              ...(state === 'paused' || state === 'failed' ? ([[CirclePlay, words.againDrops]] as const) : []),
            ]
      }
    >
      <Segmented
        label={words.againSpan}
        value={span}
        segments={(['all', 'since'] as const).map((value) => ({ value, label: words.againSpans[value] }))}
        onValueChange={setSpan}
        className="self-start"
      />
      {span === 'since' && (
        <Field label={words.againDay} error={problem}>
          {(wiring) => (
            <Input
              {...wiring}
              type="date"
              max={today}
              value={day}
              className="max-w-44"
              onChange={({ target }) => setDay(target.value)}
            />
          )}
        </Field>
      )}
    </ActionDialog>
  );
}
