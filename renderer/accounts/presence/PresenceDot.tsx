import type { Presence } from '#shared/accounts/presence/contract.ts';
import { cx } from '#renderer/ui/cx.ts';

const SHAPES: Readonly<Record<Presence, string>> = {
  online: 'bg-success',
  away: 'border-2 border-warning bg-surface',
  offline: 'border-2 border-line-control bg-surface',
};

/** A full dot, a ring, a faint ring: shape as well as colour. Decoration: a word must stand beside it, seen or read. */
export function PresenceDot({ presence, className }: { readonly presence: Presence; readonly className?: string }) {
  return <span aria-hidden className={cx('size-2 shrink-0 rounded-full', SHAPES[presence], className)} />;
}
