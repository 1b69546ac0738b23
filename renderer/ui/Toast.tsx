import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { Toaster as Sonner, toast } from 'sonner';
import { Button } from './Button.tsx';

export interface ToastOptions {
  readonly title: string;
  readonly description?: string;
  readonly tone?: 'info' | 'success' | 'warning' | 'danger';
  /** Such as Undo. */
  readonly action?: { readonly label: string; readonly onAct: () => void };
  /** Milliseconds; an error stays until it is dismissed. */
  readonly duration?: number;
  /** A toast with the same id replaces the one shown. */
  readonly id?: string;
}

const ICONS = {
  info: { icon: Info, className: 'text-info-text' },
  success: { icon: CircleCheck, className: 'text-success-text' },
  warning: { icon: TriangleAlert, className: 'text-warning-text' },
  danger: { icon: CircleAlert, className: 'text-danger-text' },
} as const;

/** Tells of something that happened, without taking the focus. */
export function showToast({ title, description, tone = 'info', action, duration, id }: ToastOptions): void {
  const { icon: Icon, className } = ICONS[tone];
  const shown = toast.custom(
    () => (
      <div className="flex w-76 items-start gap-2.5 rounded-medium border border-line bg-raised px-3 py-2.5 font-sans text-body text-ink shadow-2">
        <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${className}`} strokeWidth={2} />
        <div className="min-w-0 flex-1">
          <p className="font-medium">{title}</p>
          {description !== undefined && <p className="text-ink-muted">{description}</p>}
        </div>
        {action !== undefined && (
          <Button
            className="-my-0.5"
            onClick={() => {
              toast.dismiss(shown);
              action.onAct();
            }}
          >
            {action.label}
          </Button>
        )}
      </div>
    ),
    {
      duration: duration ?? (tone === 'danger' ? Infinity : 6_000),
      ...(id === undefined ? {} : { id }),
    },
  );
}

export interface ToasterProps {
  /** Names the place where toasts appear. */
  readonly label: string;
}

/** At the start of the line: what sends, saves and confirms stands at its end. Beside the rail, where there is one. */
export function Toaster({ label }: ToasterProps) {
  return (
    <Sonner
      position="bottom-left"
      offset={{ bottom: 36, left: 'var(--toast-start)' }}
      mobileOffset={{ bottom: 36, left: 'var(--toast-start)' }}
      gap={8}
      containerAriaLabel={label}
    />
  );
}
