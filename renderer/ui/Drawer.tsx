import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { IconButton } from './IconButton.tsx';
import { useFocusReturn } from './useFocusReturn.ts';

export interface DrawerProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly closeLabel: string;
  readonly side?: 'start' | 'end';
  /** `large` is for what is read, `medium` for what is glanced at. */
  readonly size?: 'medium' | 'large';
  /** Where the content draws its own heading: the title is then only read aloud. */
  readonly hideTitle?: boolean;
  readonly children: ReactNode;
}

/** A panel over the edge of the window, for what has no room beside the work. */
export function Drawer({
  open,
  onOpenChange,
  title,
  closeLabel,
  side = 'end',
  size = 'medium',
  hideTitle = false,
  children,
}: DrawerProps) {
  const focus = useFocusReturn();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-30 bg-scrim data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in" />
        <Radix.Content
          {...focus}
          aria-describedby={undefined}
          className={cx(
            'fixed inset-y-0 z-30 flex max-w-[calc(100vw-3rem)] flex-col border-line bg-surface text-ink shadow-2 outline-none focus-visible:outline-none data-[state=closed]:animate-drawer-out data-[state=open]:animate-drawer-in',
            size === 'large' ? 'w-130' : 'w-90',
            side === 'end'
              ? 'end-0 border-s [--drawer-from:1] rtl:[--drawer-from:-1]'
              : 'start-0 border-e [--drawer-from:-1] rtl:[--drawer-from:1]',
          )}
        >
          <header
            className={cx(
              'flex h-12 shrink-0 items-center gap-2 ps-4 pe-2',
              hideTitle ? 'absolute end-0 top-0 z-10' : 'border-b border-line',
            )}
          >
            <Radix.Title className={cx('flex-1 truncate text-title font-semibold', hideTitle && 'sr-only')}>
              {title}
            </Radix.Title>
            <Radix.Close asChild>
              <IconButton label={closeLabel} icon={X} />
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
