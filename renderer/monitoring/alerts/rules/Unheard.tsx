import { TriangleAlert } from 'lucide-react';

/** A plain warning under a field: what is written there has not come yet, and may. */
export function Unheard({ children }: { readonly children: string }) {
  return (
    <span className="flex items-start gap-1 text-warning-text">
      <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0" strokeWidth={2} />
      {children}
    </span>
  );
}
