import type { ReactNode, SubmitEvent } from 'react';
import { FailureBanner } from '#renderer/accounts/FailureBanner.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Banner } from '#renderer/ui/Banner.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { IconLines, type IconLine } from '#renderer/ui/IconLines.tsx';
import type { ActionFailure } from '#renderer/billing/payments/detail/actions.ts';

interface ActionDialogProps {
  readonly title: string;
  /** What will happen, line by line. */
  readonly lines: readonly IconLine[];
  /** The way out, and the deed in words. */
  readonly back: string;
  readonly action: string;
  readonly isDangerous?: boolean;
  readonly isBusy: boolean;
  /** Whether there is nothing that could be done, or not yet. */
  readonly isDisabled?: boolean;
  /** How the last try ended, under what did not succeed; nothing where a toast tells it. */
  readonly failure?: ActionFailure | null;
  readonly failedTitle?: string;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  /** What is typed, above the lines. */
  readonly children?: ReactNode;
}

const FORM = 'payment-action';

/** Ctrl+Enter sends from anywhere in the dialog: also from a field of several lines, and where there is no field. */
function withKeys(form: HTMLFormElement | null): (() => void) | undefined {
  const dialog = form?.closest<HTMLElement>('[role="dialog"]');
  if (form === null || dialog === null || dialog === undefined) return undefined;
  const submitByKeys = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    // A Select would open.
    event.stopPropagation();
    form.requestSubmit();
  };
  dialog.addEventListener('keydown', submitByKeys);
  return () => dialog.removeEventListener('keydown', submitByKeys);
}

/** Says exactly what will happen, and asks once. */
export function ActionDialog(props: ActionDialogProps) {
  const {
    title,
    lines,
    back,
    action,
    isDangerous = false,
    isBusy,
    isDisabled = false,
    failure = null,
    failedTitle = '',
    onSubmit,
    onClose,
  } = props;
  const { app, billing } = useWords();
  const { actions } = billing.payments.detail;
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (!isBusy && !isDisabled) onSubmit();
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      closeLabel={app.close}
      footer={
        <>
          <Button onClick={onClose}>{back}</Button>
          <Button
            variant={isDangerous ? 'danger' : 'primary'}
            type="submit"
            form={FORM}
            busy={isBusy}
            disabled={isDisabled}
          >
            {failure?.isUncertain === true ? actions.askAgain : action}
          </Button>
        </>
      }
    >
      <form id={FORM} className="flex flex-col gap-4 pt-1" onSubmit={submit} ref={withKeys}>
        {failure !== null &&
          (failure.isUncertain ? (
            <Banner tone="warning" live className="rounded-small">
              {failure.message}
            </Banner>
          ) : (
            <FailureBanner message={`${failedTitle}. ${failure.message}`} reference={failure.reference} />
          ))}
        {props.children}
        {lines.length > 0 && <IconLines lines={lines} />}
      </form>
    </Dialog>
  );
}
