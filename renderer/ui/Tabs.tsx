import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';

export interface Tab<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
  /** Shown after the label, already formatted. */
  readonly count?: string;
}

export interface TabsProps<Value extends string> {
  /** Names the row of tabs for screen readers. */
  readonly label: string;
  readonly value: Value;
  readonly tabs: readonly Tab<Value>[];
  readonly onValueChange: (value: Value) => void;
  readonly className?: string;
  /** Classes of the row of tabs. */
  readonly rowClassName?: string;
  /** The panel of the chosen tab. */
  readonly children: ReactNode;
}

/** A row of tabs over the chosen one's panel. Arrow keys move and choose. */
export function Tabs<Value extends string>({
  label,
  value,
  tabs,
  onValueChange,
  className,
  rowClassName,
  children,
}: TabsProps<Value>) {
  return (
    <Radix.Root
      value={value}
      onValueChange={(chosen) => {
        const tab = tabs.find((candidate) => candidate.value === chosen);
        if (tab !== undefined) onValueChange(tab.value);
      }}
      className={cx('flex min-h-0 flex-col', className)}
    >
      <Radix.List aria-label={label} className={cx('flex shrink-0 gap-0.5', rowClassName)}>
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="flex h-7 shrink-0 items-center gap-1 rounded-small px-1.5 font-medium whitespace-nowrap text-ink-muted transition-colors hover:bg-hover hover:text-ink data-[state=active]:bg-pressed data-[state=active]:text-ink"
          >
            {tab.label}
            {tab.count !== undefined && <span className="text-meta text-ink-faint tabular-nums">{tab.count}</span>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content
          key={tab.value}
          value={tab.value}
          tabIndex={-1}
          className="flex min-h-0 flex-1 flex-col outline-none data-[state=inactive]:hidden"
        >
          {tab.value === value && children}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
