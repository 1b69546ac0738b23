import { Fragment } from 'react';
import { useUiEnvironment } from './environment.ts';
import { keyCaps } from './keys.ts';
import { cx } from './cx.ts';

export interface KbdProps {
  /** Written as in keys.ts: `mod+k`, `g i`. */
  readonly keys: string;
  readonly className?: string;
}

/** The keys of a shortcut, drawn as key caps. */
export function Kbd({ keys, className }: KbdProps) {
  const { keyNames, isMac } = useUiEnvironment();
  const strokes = keyCaps(keys, keyNames, isMac);
  return (
    <span className={cx('inline-flex items-center gap-1 whitespace-nowrap', className)}>
      {strokes.map((caps, index) => (
        <Fragment key={caps.join('+')}>
          {index > 0 && <span className="text-meta">{keyNames['then'] ?? ''}</span>}
          {caps.map((cap) => (
            <kbd
              key={cap}
              className="inline-flex h-4 min-w-4 items-center justify-center rounded-[4px] border border-current/25 px-1 font-sans text-[0.6875rem] leading-none font-medium"
            >
              {cap}
            </kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
