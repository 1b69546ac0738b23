import { UserRound } from 'lucide-react';
import { avatarHue, initialsOf } from './initials.ts';
import { cx } from './cx.ts';

export interface AvatarProps {
  /** Null for somebody who has not said. */
  readonly name: string | null;
  /** What the colour comes from, such as an id, so that a new name keeps it. */
  readonly seed?: string;
  readonly size?: 'small' | 'medium' | 'large';
  readonly className?: string;
}

const SIZES = {
  small: 'size-5 text-[0.625rem]',
  medium: 'size-7 text-[0.6875rem]',
  large: 'size-10 text-title',
} as const;

/** Initials on a colour of their own. Decoration: the name must stand beside it. */
export function Avatar({ name, seed, size = 'medium', className }: AvatarProps) {
  const hue = String(avatarHue(seed ?? name ?? ''));
  return (
    <span
      aria-hidden
      className={cx(
        'inline-flex shrink-0 items-center justify-center rounded-full font-semibold select-none',
        SIZES[size],
        className,
      )}
      style={{ background: `var(--avatar-${hue})`, color: `var(--avatar-${hue}-ink)` }}
    >
      {name === null ? <UserRound className="size-[55%]" strokeWidth={2} /> : initialsOf(name)}
    </span>
  );
}
