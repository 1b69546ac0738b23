import { CloseIcon } from './icons.tsx';

export interface CloseButtonProps {
  readonly label: string;
  readonly onClose: () => void;
}

/** Folds the panel back into its launcher. */
export function CloseButton({ label, onClose }: CloseButtonProps) {
  return (
    <button type="button" class="close" aria-label={label} onClick={onClose}>
      <CloseIcon />
    </button>
  );
}
