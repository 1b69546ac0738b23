import type { ReactNode } from 'react';

interface SectionHeadProps {
  readonly title: string;
  readonly description?: string;
}

export function SectionHead({ title, description }: SectionHeadProps) {
  return (
    <header className="mb-6">
      <h2 className="text-heading font-semibold">{title}</h2>
      {description !== undefined && <p className="mt-1 text-ink-muted">{description}</p>}
    </header>
  );
}

/** A frame around rows that belong together. */
export function Rows({ children }: { readonly children: ReactNode }) {
  return (
    <div className="divide-y divide-line overflow-hidden rounded-medium border border-line bg-raised">{children}</div>
  );
}

interface RowProps {
  readonly label: ReactNode;
  readonly help?: ReactNode;
  /** What stands at the end of the row. */
  readonly children?: ReactNode;
}

/** One setting or fact. */
export function Row({ label, help, children }: RowProps) {
  return (
    <div className="flex min-h-13 flex-wrap items-center gap-x-6 gap-y-2 px-4 py-2.5">
      <div className="min-w-40 flex-1">
        <div className="font-medium">{label}</div>
        {help !== undefined && <div className="text-meta text-ink-faint">{help}</div>}
      </div>
      <div className="flex min-w-0 items-center gap-2">{children}</div>
    </div>
  );
}
