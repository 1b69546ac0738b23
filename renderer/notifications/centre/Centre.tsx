import { Settings } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useWords } from '#renderer/app/words/useWords.ts';
import { pathOf } from '#renderer/notifications/model/pathOf.ts';
import { useNotificationActions, useUnseen } from '#renderer/notifications/useNotifications.ts';
import { Drawer } from '#renderer/ui/Drawer.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import type { Notification } from '#shared/notifications/contract.ts';
import { CentreList } from './CentreList.tsx';

interface CentreProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** The notification centre: all that needs one, until it is handled. */
export function Centre({ open, onOpenChange }: CentreProps) {
  const { app, notifications } = useWords();
  return (
    <Drawer
      open={open}
      onOpenChange={onOpenChange}
      size="large"
      title={notifications.centre.title}
      closeLabel={app.close}
    >
      <Content onClose={() => onOpenChange(false)} />
    </Drawer>
  );
}

function Content({ onClose }: { readonly onClose: () => void }) {
  const words = useWords().notifications.centre;
  const [filter, setFilter] = useState<'open' | 'all'>('open');
  const { see, open } = useNotificationActions();
  const { now } = useUiEnvironment();
  const [, navigate] = useLocation();
  const unseen = useUnseen();
  const { mutate: markSeen } = see;
  const seenFor = useRef(0);

  // What came while it was being read is seen, too; each number once, so that a server that cannot write is not asked for ever.
  useEffect(() => {
    if (unseen > 0 && unseen !== seenFor.current) markSeen(now());
    seenFor.current = unseen;
  }, [unseen, markSeen, now]);

  function follow(one: Notification): void {
    onClose();
    navigate(pathOf(one));
    open.mutate(one.id);
  }

  return (
    <div className="flex min-h-full flex-col">
      <div className="sticky top-0 z-10 flex items-center gap-3 border-b border-line bg-surface px-4 py-2">
        <Segmented
          label={words.show}
          value={filter}
          segments={[
            { value: 'open', label: words.open },
            { value: 'all', label: words.all },
          ]}
          onValueChange={setFilter}
        />
        <Link
          href="/settings/notifications"
          onClick={onClose}
          className="ms-auto flex items-center gap-1.5 text-ink-muted hover:text-ink"
        >
          <Settings aria-hidden className="size-4" strokeWidth={1.75} />
          {words.settings}
        </Link>
      </div>
      <div className="flex flex-1 flex-col">
        <CentreList filter={filter} onOpen={follow} />
      </div>
      <p className="border-t border-line px-4 py-2 text-meta text-ink-faint">{words.keys}</p>
    </div>
  );
}
