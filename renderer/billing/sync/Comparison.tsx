import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { ExactTime, RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import { duration } from '#renderer/ui/time.ts';
import type { OutputOf } from '#shared/contract.ts';
import { isGranted } from '#shared/wire/access.ts';
import { pathToObject } from './pathToObject.ts';

type One = OutputOf<'billing.reconciliations'>['reconciliations'][number];

/** One comparison: when, why, over which time, what it found; what differed leads to its payment. */
export function Comparison({ comparison }: { readonly comparison: One }) {
  const words = useWords().billing.sync;
  const { locale } = useUiEnvironment();
  const { startedAt, endedAt, trigger, from, state, checked, missing, stale, missedEvents, failure, samples } =
    comparison;
  const found = missing + stale + missedEvents;
  const head = (
    <>
      <div className="min-w-40 flex-1">
        <div className="font-medium">
          <RelativeTime at={startedAt} /> · {words.triggers[trigger]}
        </div>
        <div className="text-meta text-ink-faint tabular-nums">
          {words.comparedSpan} <ExactTime at={from} format={{ dateStyle: 'medium' }} /> · {words.compared(checked)}
          {endedAt !== null && ` · ${words.took(duration(endedAt - startedAt, locale))}`}
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-1.5">
        {state === 'running' && <Badge tone="info">{words.comparedRunning}</Badge>}
        {state === 'failed' && <Badge tone="danger">{words.comparedFailed}</Badge>}
        {state === 'done' && found === 0 && <Badge tone="success">{words.comparedEqual}</Badge>}
        {missing > 0 && <Badge tone="warning">{words.wereMissing(missing)}</Badge>}
        {stale > 0 && <Badge tone="warning">{words.wereStale(stale)}</Badge>}
        {missedEvents > 0 && <Badge tone="warning">{words.wereMissed(missedEvents)}</Badge>}
      </div>
    </>
  );
  const line = 'flex min-h-13 flex-wrap items-center gap-x-6 gap-y-2 px-4 py-2.5';
  if (failure === null && samples.length === 0) return <div className={line}>{head}</div>;
  return (
    <details className="group">
      <summary className={`${line} cursor-pointer hover:bg-hover`}>
        {head}
        <ChevronRight
          aria-hidden
          className="-mx-2 size-4 shrink-0 text-ink-faint transition-transform group-open:rotate-90"
          strokeWidth={1.75}
        />
      </summary>
      <div className="flex flex-col gap-2 px-4 pt-1 pb-3">
        {failure !== null && <p className="text-danger-text wrap-anywhere select-text">{failure}</p>}
        {samples.length > 0 && <Samples samples={samples} isPart={missing + stale > samples.length} />}
      </div>
    </details>
  );
}

function Samples({ samples, isPart }: { readonly samples: One['samples']; readonly isPart: boolean }) {
  const { sync: words, payments } = useWords().billing;
  return (
    <>
      <p className="text-meta text-ink-faint">{isPart ? words.samplesPart : words.samples}</p>
      <ul className="flex flex-col gap-1">
        {samples.map(({ kind, id, finding }) => (
          <li key={`${kind} ${id}`} className="flex flex-wrap items-baseline gap-x-2">
            <span className="text-ink-muted">{payments.detail.raw.kinds[kind]}</span>
            <ToPayment path={pathToObject(kind, id)} label={words.openPaymentOf(id)}>
              {id}
            </ToPayment>
            <span className="text-meta text-ink-faint">{words.finding[finding]}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

interface ToPaymentProps {
  readonly path: string | null;
  readonly label: string;
  readonly children: ReactNode;
}

/** An id, which leads to the payment it belongs to where there is one, and whoever looks may see it. */
function ToPayment({ path, label, children }: ToPaymentProps) {
  const mayRead = isGranted(useSession().account.roles, 'payments.read');
  const code = <code className="font-mono text-meta wrap-anywhere">{children}</code>;
  if (path === null || !mayRead) return code;
  return (
    <Link href={path} aria-label={label} className="text-accent-text underline-offset-2 hover:underline">
      {code}
    </Link>
  );
}
