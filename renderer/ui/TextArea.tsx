import { useLayoutEffect, useRef } from 'react';
import type { ComponentProps, RefObject } from 'react';
import { cx } from './cx.ts';
import { fieldFrame } from './Input.tsx';

export interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'ref' | 'value' | 'rows'> {
  readonly value: string;
  readonly ref?: RefObject<HTMLTextAreaElement | null>;
  /** Lines shown when empty; it grows with its text ... */
  readonly minimumRows?: number;
  /** ... up to this many, then scrolls. */
  readonly maximumRows?: number;
  /** Without a frame of its own, for a composer that draws one around more than the text. */
  readonly bare?: boolean;
}

/** A text field that grows with what is written. Its label comes from a Field around it or `aria-label`. */
export function TextArea({
  value,
  ref,
  minimumRows = 2,
  maximumRows = 10,
  bare = false,
  className,
  ...rest
}: TextAreaProps) {
  const own = useRef<HTMLTextAreaElement>(null);
  const element = ref ?? own;

  useLayoutEffect(() => {
    const area = element.current;
    if (area === null) return;
    area.style.blockSize = 'auto';
    const style = getComputedStyle(area);
    const padding = parseFloat(style.paddingBlockStart) + parseFloat(style.paddingBlockEnd);
    const most = parseFloat(style.lineHeight) * maximumRows + padding;
    area.style.blockSize = `${String(Math.min(area.scrollHeight, most))}px`;
    area.style.overflowY = area.scrollHeight > most ? 'auto' : 'hidden';
  }, [value, maximumRows, element]);

  return (
    <span className={cx('flex w-full', !bare && fieldFrame, className)}>
      <textarea
        ref={element}
        rows={minimumRows}
        value={value}
        className="w-full resize-none bg-transparent px-2.5 py-1.5 outline-none focus-visible:outline-none"
        {...rest}
      />
    </span>
  );
}
