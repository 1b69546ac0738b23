import { useWords } from '#renderer/app/words/useWords.ts';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import type { OutputOf } from '#shared/contract.ts';

/** Who was told of an alert, and by which step. */
export function Told({ told }: Pick<OutputOf<'monitoring.alert'>, 'told'>) {
  const words = useWords().monitoring.alerts.detail;
  return (
    <section className="flex flex-col gap-1.5">
      <h3 className="font-semibold">{words.told}</h3>
      {told.length === 0 ? (
        <p className="text-ink-muted">{words.nobodyTold}</p>
      ) : (
        <ul className="flex flex-col gap-1">
          {told.map(({ step, accountId, name, at }) => (
            <li key={`${String(step)} ${accountId}`} className="flex items-baseline gap-3">
              <span className="min-w-0 flex-1 truncate">{name}</span>
              <span className="text-meta text-ink-muted">
                {step === 0 ? words.firstStep : words.laterStep(step + 1)}
              </span>
              <ExactTime
                at={at}
                format={{ dateStyle: 'short', timeStyle: 'medium' }}
                className="text-meta text-ink-muted tabular-nums"
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
