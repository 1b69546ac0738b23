import type { ReactNode } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';

interface CustomerFactsProps {
  readonly email: string | null;
  /** UTC milliseconds. */
  readonly createdAt: number;
  readonly siteName: string;
}

export function CustomerFacts({ email, createdAt, siteName }: CustomerFactsProps) {
  const words = useWords().customers.panel;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2">
      <Fact term={words.email}>
        {email === null ? (
          <span className="text-ink-faint">{words.noEmail}</span>
        ) : (
          <span className="wrap-anywhere select-text">{email}</span>
        )}
      </Fact>
      <Fact term={words.firstSeen}>
        <ExactTime at={createdAt} format={{ dateStyle: 'medium' }} />
      </Fact>
      <Fact term={words.site}>{siteName}</Fact>
    </dl>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-muted">{term}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
