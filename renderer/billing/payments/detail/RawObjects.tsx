import { useQuery } from '@tanstack/react-query';
import { Braces, ChevronDown, ChevronRight, Copy } from 'lucide-react';
import { useMemo, useState } from 'react';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { OutputOf } from '#shared/contract.ts';
import { JsonTree, type Json } from './JsonTree.tsx';
import { Part } from './parts.tsx';

type StripeObject = OutputOf<'billing.payment'>['objects'][number];

/** Stripe's objects behind a payment, each to be unfolded. */
export function RawObjects({ objects }: Pick<OutputOf<'billing.payment'>, 'objects'>) {
  const { raw: words } = useWords().billing.payments.detail;
  return (
    <Part title={words.title}>
      <p className="mb-2 text-meta text-ink-faint">{words.hint}</p>
      <ul className="flex flex-col divide-y divide-line rounded-medium border border-line empty:hidden">
        {objects.map((object) => (
          <RawObject key={object.id} object={object} />
        ))}
      </ul>
    </Part>
  );
}

function RawObject({ object }: { readonly object: StripeObject }) {
  const { raw: words } = useWords().billing.payments.detail;
  const [isOpen, setIsOpen] = useState(false);
  const { kind, id, asOf } = object;
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <li className="px-2 py-1">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="flex min-h-7 w-full min-w-0 items-center gap-2 rounded-small px-1 text-start hover:bg-hover"
      >
        <Chevron aria-hidden className="size-4 shrink-0 text-ink-faint" strokeWidth={1.75} />
        <Braces aria-hidden className="size-3.5 shrink-0 text-ink-faint" strokeWidth={1.75} />
        <span className="shrink-0">{words.kinds[kind]}</span>
        <code className="truncate font-mono text-meta text-ink-muted">{id}</code>
        <RelativeTime at={asOf} className="ms-auto shrink-0 text-meta text-ink-faint" />
      </button>
      {isOpen && <RawJson object={object} />}
    </li>
  );
}

function RawJson({ object: { kind, id, asOf } }: { readonly object: StripeObject }) {
  const { app, billing } = useWords();
  const { raw: words } = billing.payments.detail;
  const client = useClient();
  const query = useQuery({
    // Another state of the object is another text.
    queryKey: ['billing.object', kind, id, asOf],
    queryFn: () => client.call('billing.object', { kind, id }),
    staleTime: Infinity,
  });
  const json = query.data?.json;
  const value = useMemo(() => (json === undefined ? null : (JSON.parse(json) as Json)), [json]);
  if (json === undefined) {
    if (query.isError) return <QueryError title={words.failedTitle} query={query} />;
    return <SkeletonList label={words.loading} rows={4} rowHeight={32} avatar={false} />;
  }
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(JSON.stringify(value, null, 2));
      showToast({ tone: 'success', title: app.copied, id: 'copied' });
    } catch {
      showToast({ tone: 'warning', title: app.copyFailed, id: 'copied' });
    }
  }
  return (
    <div className="relative my-1 rounded-small bg-sunken py-2 ps-6 pe-10 font-mono text-meta select-text">
      <IconButton label={words.copy} icon={Copy} className="absolute end-1 top-1" onClick={() => void copy()} />
      <JsonTree value={value} isOpen />
    </div>
  );
}
