import { Checkbox, type CheckboxProps } from '#renderer/ui/Checkbox.tsx';

/** One thing to choose, as a row of a settings section. */
export function Choice(props: CheckboxProps) {
  return (
    <div className="px-4 py-3">
      <Checkbox {...props} />
    </div>
  );
}
