import { useWords } from '#renderer/app/words/useWords.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { Progress } from '#renderer/ui/Progress.tsx';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import type { Backfill } from '#shared/billing/sync/contract.ts';

type Part = Backfill['parts'][number];

/** 0 to 1: Stripe tells no totals, so how far a kind is is told by the time it has covered, from the start back to `from`. */
function coveredBy({ state, reachedAt }: Part, { from, startedAt }: Backfill): number {
  if (state === 'done') return 1;
  if (reachedAt === null || startedAt <= from) return 0;
  return Math.min(1, Math.max(0, (startedAt - reachedAt) / (startedAt - from)));
}

/** How far each kind of Stripe's objects is: in sight while they are read, behind a line afterwards. */
export function BackfillParts({ backfill }: { readonly backfill: Backfill }) {
  const { sync: words, payments } = useWords().billing;
  const { locale } = useUiEnvironment();
  const { format } = new Intl.NumberFormat(locale);
  const { kinds } = payments.detail.raw;
  return (
    <details open={backfill.state !== 'done'} className="px-4 py-2.5">
      <summary className="cursor-pointer font-medium">{words.byKind}</summary>
      <table className="mt-2 w-full">
        <caption className="sr-only">{words.byKind}</caption>
        <thead>
          <tr className="text-meta text-ink-faint">
            {[words.kind, words.state, words.read, words.readBackTo].map((head) => (
              <th key={head} scope="col" className="py-1 pe-3 text-start font-medium">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {backfill.parts.map((part) => (
            <tr key={part.kind}>
              <th scope="row" className="py-1.5 pe-3 text-start font-normal">
                {kinds[part.kind]}
              </th>
              <td className="py-1.5 pe-3 text-ink-muted">
                {part.state === 'running' ? (
                  <Progress
                    label={words.progressOf(kinds[part.kind])}
                    value={coveredBy(part, backfill)}
                    maximum={1}
                    valueText={format(part.objects)}
                    className="w-24"
                  />
                ) : (
                  words.partState[part.state]
                )}
              </td>
              <td className="py-1.5 pe-3 tabular-nums">{format(part.objects)}</td>
              <td className="py-1.5 text-ink-muted tabular-nums">
                {part.state === 'waiting' || part.reachedAt === null ? (
                  <span aria-hidden>–</span>
                ) : (
                  <ExactTime at={part.reachedAt} format={{ dateStyle: 'medium' }} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
