import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { useContext, useEffect, type ReactNode } from 'react';
import { cx } from './cx.ts';
import { IconButton } from './IconButton.tsx';
import { OpenDialogsContext } from './openDialogs.ts';
import { useFocusReturn } from './useFocusReturn.ts';

export interface DialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly description?: string;
  /** Names the button that closes it; without one only the footer's buttons lead out. */
  readonly closeLabel?: string;
  readonly size?: 'small' | 'medium' | 'large';
  /** Buttons at the bottom, the main one last. */
  readonly footer?: ReactNode;
  readonly children?: ReactNode;
}

const SIZES = { small: 'max-w-96', medium: 'max-w-130', large: 'max-w-180' } as const;

/** A modal question or task. Focus goes in, Escape closes it, focus comes back. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  closeLabel,
  size = 'medium',
  footer,
  children,
}: DialogProps) {
  const focus = useFocusReturn();
  const dialogs = useContext(OpenDialogsContext);
  useEffect(() => (open ? dialogs.opened() : undefined), [open, dialogs]);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-30 bg-scrim data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in" />
        <Radix.Content
          {...focus}
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
          className={cx(
            'fixed inset-x-4 top-[12vh] z-30 mx-auto flex max-h-[76vh] flex-col rounded-large border border-line bg-raised text-ink shadow-2 outline-none focus-visible:outline-none data-[state=closed]:animate-pop-out data-[state=open]:animate-pop-in',
            SIZES[size],
          )}
        >
          <header className="flex items-start gap-3 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-title font-semibold">{title}</Radix.Title>
              {description !== undefined && (
                <Radix.Description className="mt-0.5 text-ink-muted">{description}</Radix.Description>
              )}
            </div>
            {closeLabel !== undefined && (
              <Radix.Close asChild>
                <IconButton label={closeLabel} icon={X} className="-me-2 -mt-1" />
              </Radix.Close>
            )}
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
          {footer !== undefined && (
            <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">{footer}</footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
