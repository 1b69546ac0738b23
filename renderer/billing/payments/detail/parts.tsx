import type { ReactNode } from 'react';

/** A part of what is told of a payment, under its heading. */
export function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="border-t border-line px-5 py-4">
      <h3 className="mb-2 text-body font-semibold">{title}</h3>
      {children}
    </section>
  );
}

/** Facts by name, in two columns. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3 gap-y-1.5">{children}</dl>;
}

export function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-muted">{term}</dt>
      <dd className="min-w-0 wrap-anywhere select-text">{children}</dd>
    </>
  );
}

/** An id of Stripe's, as it is written. */
export function StripeId({ id }: { readonly id: string }) {
  return <code className="font-mono text-meta wrap-anywhere text-ink-muted select-text">{id}</code>;
}

/** Said where a part has nothing to show. */
export function Nothing({ children }: { readonly children: string }) {
  return <p className="text-ink-faint">{children}</p>;
}
