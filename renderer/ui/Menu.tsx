import { Check, type LucideIcon } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { Fragment, type ReactElement } from 'react';
import { cx } from './cx.ts';
import { Kbd } from './Kbd.tsx';
import { floating, menuRow } from './surfaces.ts';
import { leaveTakenFocus } from './useFocusReturn.ts';

export interface MenuAction {
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon;
  /** Shown at the end; the caller handles the keys. */
  readonly shortcut?: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** Present for a choice: whether it is the chosen one. */
  readonly checked?: boolean;
  readonly onSelect: () => void;
}

export interface MenuGroup {
  readonly id: string;
  readonly label?: string;
  readonly items: readonly MenuAction[];
}

export interface MenuProps {
  /** A Button or IconButton: one element that takes a ref. */
  readonly trigger: ReactElement;
  readonly groups: readonly MenuGroup[];
  readonly align?: 'start' | 'center' | 'end';
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
}

/** Actions behind a button. Groups are separated by hairlines. */
export function Menu({ trigger, groups, align = 'start', side = 'bottom' }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          onCloseAutoFocus={leaveTakenFocus}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className={cx(
            floating,
            'max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto p-1',
          )}
        >
          {groups.map((group, index) => (
            <Fragment key={group.id}>
              {index > 0 && <DropdownMenu.Separator className="-mx-1 my-1 h-px bg-line" />}
              <DropdownMenu.Group>
                {group.label !== undefined && (
                  <DropdownMenu.Label className="px-2 pt-1 pb-0.5 text-meta text-ink-faint">
                    {group.label}
                  </DropdownMenu.Label>
                )}
                {group.items.map((item) => (
                  <MenuItem key={item.id} item={item} />
                ))}
              </DropdownMenu.Group>
            </Fragment>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function MenuItem({ item }: { readonly item: MenuAction }) {
  const { icon: Icon } = item;
  const content = (
    <>
      {Icon !== undefined && (
        <Icon
          aria-hidden
          className={cx('size-4 shrink-0', item.danger !== true && 'text-ink-muted')}
          strokeWidth={1.75}
        />
      )}
      <span className="truncate">{item.label}</span>
      <span className="ms-auto flex items-center gap-2 ps-4 text-ink-faint">
        {item.shortcut !== undefined && <Kbd keys={item.shortcut} />}
        {item.checked === true && <Check aria-hidden className="size-4 text-ink" />}
      </span>
    </>
  );
  const className = cx(menuRow, item.danger === true && 'text-danger-text');
  if (item.checked === undefined) {
    return (
      <DropdownMenu.Item disabled={item.disabled ?? false} onSelect={item.onSelect} className={className}>
        {content}
      </DropdownMenu.Item>
    );
  }
  return (
    <DropdownMenu.CheckboxItem
      checked={item.checked}
      disabled={item.disabled ?? false}
      onSelect={item.onSelect}
      className={className}
    >
      {content}
    </DropdownMenu.CheckboxItem>
  );
}
