import { Bell, PanelLeftClose, PanelLeftOpen, Search, type LucideIcon } from 'lucide-react';
import { Suspense, type ComponentPropsWithRef, type ReactElement, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useSession } from '#renderer/app/context.ts';
import type { Room } from '#renderer/app/rooms.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { cx } from '#renderer/ui/cx.ts';
import { lazyPart } from '#renderer/ui/lazyPart.ts';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { Tooltip } from '#renderer/ui/Tooltip.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { Brand } from './Brand.tsx';

const InboxBadge = lazyPart(async () => (await import('./InboxBadge.tsx')).InboxBadge);
const BellBadge = lazyPart(async () => (await import('#renderer/notifications/centre/BellBadge.tsx')).BellBadge);
const RefundsBadge = lazyPart(async () => (await import('./RefundsBadge.tsx')).RefundsBadge);

/** What stands at a room's icon. */
const BADGES: Readonly<Partial<Record<Room['id'], ReactNode>>> = {
  inbox: (
    <Suspense>
      <InboxBadge />
    </Suspense>
  ),
  refunds: (
    <Suspense>
      <RefundsBadge />
    </Suspense>
  ),
};

interface RailProps {
  readonly rooms: readonly Room[];
  readonly expanded: boolean;
  readonly onToggle: () => void;
  readonly onPalette: () => void;
  readonly onNotifications: () => void;
  readonly onShortcuts: () => void;
  readonly onProfiles: () => void;
}

/** The way between the rooms: icons with tooltips, or icons with labels. */
export function Rail({ rooms, expanded, onToggle, onPalette, onNotifications, onShortcuts, onProfiles }: RailProps) {
  const { app: words, notifications } = useWords();
  const { workspace } = useSession();
  const [location] = useLocation();
  return (
    <nav
      aria-label={words.navigation.label}
      data-rail={expanded ? 'labels' : 'icons'}
      className={cx('flex shrink-0 flex-col gap-1 px-2 pt-2 pb-1', expanded ? 'w-56' : 'w-14')}
    >
      <div className={cx('mb-2 flex h-10 items-center gap-2.5', expanded ? 'px-1' : 'justify-center')}>
        <Brand className="size-7 shrink-0" />
        {expanded && <span className="truncate font-semibold">{workspace.name}</span>}
      </div>
      {rooms.map((room) => {
        const isHere = location === room.path || location.startsWith(`${room.path}/`);
        const name = words.rooms[room.id];
        const link = (
          <Link
            href={room.path}
            aria-current={isHere ? 'page' : undefined}
            className={cx(rowClass(expanded), isHere && 'bg-pressed text-ink')}
          >
            <RowContent
              icon={room.icon}
              label={name}
              shortcut={room.keys}
              expanded={expanded}
              badge={BADGES[room.id]}
            />
          </Link>
        );
        return (
          <RailTooltip key={room.id} label={name} shortcut={room.keys} expanded={expanded}>
            {link}
          </RailTooltip>
        );
      })}
      <div className="flex-1" />
      <RailButton
        icon={Bell}
        label={notifications.centre.title}
        shortcut="g n"
        expanded={expanded}
        aria-haspopup="dialog"
        badge={
          <Suspense>
            <BellBadge />
          </Suspense>
        }
        onClick={onNotifications}
      />
      <RailButton
        icon={Search}
        label={words.navigation.commands}
        shortcut="mod+k"
        expanded={expanded}
        onClick={onPalette}
      />
      <RailButton
        icon={expanded ? PanelLeftClose : PanelLeftOpen}
        label={expanded ? words.navigation.collapse : words.navigation.expand}
        aria-expanded={expanded}
        expanded={expanded}
        onClick={onToggle}
      />
      <AccountMenu expanded={expanded} onShortcuts={onShortcuts} onProfiles={onProfiles} />
    </nav>
  );
}

const rowClass = (expanded: boolean): string =>
  cx(
    'relative flex h-9 items-center gap-2.5 rounded-medium text-ink-muted transition-colors hover:bg-hover hover:text-ink active:bg-pressed',
    expanded ? 'px-2.5' : 'justify-center',
  );

interface RowContentProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly shortcut?: string | undefined;
  readonly expanded: boolean;
  readonly badge?: ReactNode;
}

function RowContent({ icon: Icon, label, shortcut, expanded, badge }: RowContentProps) {
  return (
    <>
      <Icon aria-hidden className="size-4.5 shrink-0" strokeWidth={1.75} />
      <span className={expanded ? 'truncate font-medium' : 'sr-only'}>{label}</span>
      {badge !== undefined && <span className={expanded ? 'flex' : 'absolute end-0.5 top-0.5 flex'}>{badge}</span>}
      {expanded && shortcut !== undefined && <Kbd keys={shortcut} className="ms-auto text-ink-faint" />}
    </>
  );
}

function RailTooltip({
  label,
  shortcut,
  expanded,
  children,
}: {
  readonly label: string;
  readonly shortcut?: string | undefined;
  readonly expanded: boolean;
  readonly children: ReactElement;
}) {
  if (expanded) return children;
  return (
    <Tooltip content={label} side="right" {...(shortcut === undefined ? {} : { shortcut })}>
      {children}
    </Tooltip>
  );
}

interface RailButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'children' | 'aria-label'> {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly shortcut?: string;
  readonly expanded: boolean;
  readonly badge?: ReactNode;
}

function RailButton({ icon, label, shortcut, expanded, badge, ...rest }: RailButtonProps) {
  return (
    <RailTooltip label={label} shortcut={shortcut} expanded={expanded}>
      <button type="button" className={rowClass(expanded)} {...rest}>
        <RowContent icon={icon} label={label} shortcut={shortcut} expanded={expanded} badge={badge} />
      </button>
    </RailTooltip>
  );
}
