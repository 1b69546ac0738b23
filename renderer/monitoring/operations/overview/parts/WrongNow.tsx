import { CircleCheck, OctagonAlert, TriangleAlert } from 'lucide-react';
import { useId } from 'react';
import { Link } from 'wouter';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useWrongNow } from '#renderer/monitoring/operations/overview/hooks/useWrongNow.ts';

/** What is wrong now, the worst first; said even when nothing is. */
export function WrongNow() {
  const words = useWords().monitoring.operations.overview.wrong;
  const heading = useId();
  const { state, wrong } = useWrongNow();
  return (
    <section
      aria-labelledby={heading}
      className="flex min-h-10 flex-wrap items-center gap-x-4 gap-y-1 rounded-medium border border-line bg-surface px-4 py-2"
    >
      <h2 id={heading} className="font-semibold">
        {words.title}
      </h2>
      <div role="status" className="min-w-0 flex-1">
        {wrong.length === 0 ? (
          <p className="flex items-center gap-2 text-ink-muted">
            {state === 'known' && (
              <CircleCheck aria-hidden className="size-4 shrink-0 text-success-text" strokeWidth={2} />
            )}
            {state === 'known' ? words.nothing : state === 'asking' ? words.loading : words.unknown}
          </p>
        ) : (
          <ul className="flex flex-wrap gap-x-5 gap-y-1">
            {wrong.map(({ id, isSevere, text, href }) => {
              const Icon = isSevere ? OctagonAlert : TriangleAlert;
              return (
                <li key={id} className="flex items-center gap-2">
                  <Icon
                    aria-hidden
                    className={`size-4 shrink-0 ${isSevere ? 'text-danger-text' : 'text-warning-text'}`}
                    strokeWidth={2}
                  />
                  <Link href={href} className="rounded-small underline-offset-4 hover:underline">
                    {text}
                  </Link>
                </li>
              );
            })}
          </ul>
        )}
      </div>
    </section>
  );
}
