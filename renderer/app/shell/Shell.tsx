import { Suspense, useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import { NewSignIns } from '#renderer/accounts/NewSignIns.tsx';
import { useActivityReports } from '#renderer/accounts/presence/useActivityReports.ts';
import { useAvailabilityCommands } from '#renderer/accounts/presence/useAvailabilityCommands.ts';
import { useArrivals } from '#renderer/app/arrivals.ts';
import { useDeviceStorage, useSession } from '#renderer/app/context.ts';
import { Palette } from '#renderer/app/palette/Palette.tsx';
import { ProfilesDialog } from '#renderer/app/profiles/ProfilesDialog.tsx';
import { useAppCommands } from '#renderer/app/palette/useAppCommands.ts';
import { roomsFor } from '#renderer/app/rooms.ts';
import { ShortcutsDialog } from '#renderer/app/shortcuts/ShortcutsDialog.tsx';
import { useAppShortcuts } from '#renderer/app/shortcuts/useAppShortcuts.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { lazyPart } from '#renderer/ui/lazyPart.ts';
import { SHELL } from '#renderer/ui/useInertAround.ts';
import { isGranted } from '#shared/wire/access.ts';
import { LineBanner } from './LineBanner.tsx';
import { Rail } from './Rail.tsx';
import { StatusBar } from './StatusBar.tsx';
import { useFocusKept } from './useFocusKept.ts';
import { useMenuCommands } from './useMenuCommands.ts';

const WaitingNotices = lazyPart(
  async () => (await import('#renderer/notifications/WaitingNotices.tsx')).WaitingNotices,
);
const UnreadCount = lazyPart(async () => (await import('#renderer/notifications/UnreadCount.tsx')).UnreadCount);
const Centre = lazyPart(async () => (await import('#renderer/notifications/centre/Centre.tsx')).Centre);
const DraftKeeper = lazyPart(
  async () => (await import('#renderer/billing/refunds/outbox/DraftKeeper.tsx')).DraftKeeper,
);

const RAIL_KEY = 'optimaliq.rail';

/** The frame around every room: rail, content, status, and what opens over them. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const words = useWords().app;
  const storage = useDeviceStorage();
  const { account, workspace } = useSession();
  const rooms = useMemo(() => roomsFor(account.roles), [account.roles]);
  const [expanded, setExpanded] = useState(() => storage.getItem(RAIL_KEY) === 'labels');
  const [open, setOpen] = useState<'palette' | 'shortcuts' | 'profiles' | 'notifications' | null>(null);

  const content = useRef<HTMLElement>(null);

  const showPalette = useCallback(() => setOpen('palette'), []);
  const showShortcuts = useCallback(() => setOpen('shortcuts'), []);
  const showProfiles = useCallback(() => setOpen('profiles'), []);
  const showNotifications = useCallback(() => setOpen('notifications'), []);
  useAppCommands({ rooms, showShortcuts, showProfiles, showNotifications });
  useAppShortcuts({ rooms, showPalette, showShortcuts, showNotifications });
  useMenuCommands({ rooms, showShortcuts, showProfiles });
  useFocusKept(content);
  useAvailabilityCommands();
  useActivityReports();
  // What lies over the room would hide what a notification leads to.
  useArrivals(() => setOpen(null));

  return (
    <div {...SHELL} className="flex h-full flex-col bg-canvas">
      {workspace.isDemo && <div aria-hidden className="h-0.5 shrink-0 bg-warning" />}
      <a
        href="#content"
        onClick={(event) => {
          // The hash belongs to the router.
          event.preventDefault();
          content.current?.focus();
        }}
        className="sr-only focus:not-sr-only focus:fixed focus:start-2 focus:top-2 focus:z-50 focus:rounded-small focus:bg-raised focus:px-3 focus:py-2 focus:font-medium focus:shadow-2"
      >
        {words.skipToContent}
      </a>
      <LineBanner />
      {isGranted(account.roles, 'chat.read') && (
        <Suspense>
          <UnreadCount />
        </Suspense>
      )}
      <Suspense>
        <WaitingNotices onShowAll={showNotifications} />
        <Centre open={open === 'notifications'} onOpenChange={(isOpen) => setOpen(isOpen ? 'notifications' : null)} />
      </Suspense>
      {isGranted(account.roles, 'refunds.draft') && (
        <Suspense>
          <DraftKeeper />
        </Suspense>
      )}
      <NewSignIns />
      <div className="flex min-h-0 flex-1">
        <Rail
          rooms={rooms}
          expanded={expanded}
          onToggle={() => {
            storage.setItem(RAIL_KEY, expanded ? 'icons' : 'labels');
            setExpanded(!expanded);
          }}
          onPalette={showPalette}
          onShortcuts={showShortcuts}
          onNotifications={showNotifications}
          onProfiles={showProfiles}
        />
        <main
          ref={content}
          id="content"
          tabIndex={-1}
          className="me-2 mt-2 flex min-w-0 flex-1 flex-col overflow-hidden rounded-large border border-line bg-surface outline-none focus-visible:outline-none"
        >
          {children}
        </main>
      </div>
      <StatusBar />
      <Palette open={open === 'palette'} onOpenChange={(isOpen) => setOpen(isOpen ? 'palette' : null)} />
      <ProfilesDialog open={open === 'profiles'} onOpenChange={(isOpen) => setOpen(isOpen ? 'profiles' : null)} />
      <ShortcutsDialog open={open === 'shortcuts'} onOpenChange={(isOpen) => setOpen(isOpen ? 'shortcuts' : null)} />
    </div>
  );
}
