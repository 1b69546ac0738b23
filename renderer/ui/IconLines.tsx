import type { LucideIcon } from 'lucide-react';

export type IconLine = readonly [LucideIcon, string];

/** What will happen, line by line, each with a picture of it. */
export function IconLines({ lines }: { readonly lines: readonly IconLine[] }) {
  return (
    <ul className="flex flex-col gap-2.5">
      {lines.map(([Icon, line]) => (
        <li key={line} className="flex items-start gap-2.5">
          <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-muted" strokeWidth={1.75} />
          {line}
        </li>
      ))}
    </ul>
  );
}
