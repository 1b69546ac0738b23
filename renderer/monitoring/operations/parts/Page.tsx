import type { ReactNode } from 'react';

/** What a part of the room shows, as wide as is well read. */
export function Page({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div role="region" aria-label={label} tabIndex={0} className="min-h-0 flex-1 overflow-y-auto outline-none">
      <div className="mx-auto flex max-w-280 flex-col gap-6 px-5 py-6">{children}</div>
    </div>
  );
}
