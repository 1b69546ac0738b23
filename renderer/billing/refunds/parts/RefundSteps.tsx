import { useWords } from '#renderer/app/words/useWords.ts';
import { useNames } from '#renderer/billing/refunds/hooks/useNames.ts';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import type { Refund } from '#shared/billing/refunds/contract.ts';

const FORMAT = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;

/** Who drafted, requested and decided, and when. */
export function RefundSteps({ refund }: { readonly refund: Refund }) {
  const words = useWords().billing.refunds;
  const nameOf = useNames();
  const { drafted, requested, decided, state } = refund;
  const steps = [
    ...(drafted === null ? [] : [{ what: words.steps.drafted, note: null, ...drafted }]),
    ...(requested === null ? [] : [{ what: words.steps.requested, note: null, ...requested }]),
    ...(decided === null
      ? []
      : [{ ...decided, what: state === 'refused' ? words.steps.refused : words.steps.approved }]),
  ];
  return (
    <ol className="flex flex-col gap-0.5 text-ink-muted empty:hidden">
      {steps.map(({ what, by, at, note }) => (
        <li key={what}>
          <span className="flex items-baseline gap-2">
            <span className="min-w-0 truncate">
              {what} {words.by(nameOf(by))}
            </span>
            <ExactTime at={at} format={FORMAT} className="ms-auto shrink-0 text-meta text-ink-faint tabular-nums" />
          </span>
          {note !== null && <span className="block wrap-anywhere text-ink select-text">{note}</span>}
        </li>
      ))}
    </ol>
  );
}
