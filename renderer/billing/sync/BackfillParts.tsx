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

/** Everything made after this has been read; null before the first page. */
const backTo = ({ state, reachedAt }: Part, { from }: Backfill): number | null => (state === 'done' ? from : reachedAt);

/** How far each kind of Stripe's objects is: in sight while they are read, behind a line afterwards. */
export function BackfillParts({ backfill }: { readonly backfill: Backfill }) {
  const words = useWords().billing.sync;
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
            <PartRow key={part.kind} part={part} backfill={backfill} />
          ))}
        </tbody>
      </table>
    </details>
  );
}

function PartRow({ part, backfill }: { readonly part: Part; readonly backfill: Backfill }) {
  const { sync: words, payments } = useWords().billing;
  const { locale } = useUiEnvironment();
  const count = new Intl.NumberFormat(locale).format(part.objects);
  const kind = payments.detail.raw.kinds[part.kind];
  const reached = backTo(part, backfill);
  return (
    <tr>
      <th scope="row" className="py-1.5 pe-3 text-start font-normal">
        {kind}
      </th>
      <td className="py-1.5 pe-3 text-ink-muted">
        {part.state === 'running' ? (
          <Progress
            label={words.progressOf(kind)}
            value={coveredBy(part, backfill)}
            maximum={1}
            valueText={count}
            className="w-24"
          />
        ) : (
          words.partState[part.state]
        )}
      </td>
      <td className="py-1.5 pe-3 tabular-nums">{count}</td>
      <td className="py-1.5 text-ink-muted tabular-nums">
        {reached === null ? <span aria-hidden>–</span> : <ExactTime at={reached} format={{ dateStyle: 'medium' }} />}
      </td>
    </tr>
  );
}
