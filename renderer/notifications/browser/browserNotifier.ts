import { createListeners } from '#renderer/client/line.ts';
import type { Tabs } from '#renderer/client/outbox/tabs.ts';
import type { Notice, NoticeClick, NoticeOutcome } from '#shared/desktop.ts';
import type { Book } from '#shared/notifications/book.ts';
import type { Ability } from '#shared/notifications/kinds.ts';
import { createNotices, judgeNotice, type NoticeChoices, type NoticesOptions } from '#shared/notifications/notices.ts';
import type { Notifier } from '#renderer/notifications/notifier.ts';
import type { Attention } from './attention.ts';

/** All that the notifier needs of the browser. */
export interface BrowserSurroundings extends Pick<NoticesOptions, 'isSupported' | 'create' | 'after'> {
  readonly choices: () => NoticeChoices;
  /** What the browser itself allows; what was chosen comes on top of it. */
  readonly access: () => Exclude<Ability, 'off'>;
  readonly watchAccess: (changed: () => void) => () => void;
  readonly book: Book;
  readonly attention: Attention;
  /** Enters this tab among those of the person. */
  readonly enterTabs: () => Pick<Tabs, 'onLeading' | 'close'>;
  /** Takes away what was pushed here while no tab was open, but for these keys. */
  readonly keepPushed: (keys: readonly string[]) => void;
  /** Brings this tab to the front: the browser lets a page do so in the turn of a click on its notice. */
  readonly focus: () => void;
  /** Calls back when the page goes away. */
  readonly onLeave: (leave: () => void) => () => void;
}

/** Of the tabs of one person one shows the notices, while none of them is in front. The others follow in silence, so that any may be the next. */
export function createBrowserNotifier(surroundings: BrowserSurroundings): Notifier {
  const { choices, access, watchAccess, book, attention, enterTabs, keepPushed, focus, onLeave, ...system } =
    surroundings;
  const clicked = createListeners<NoticeClick>();
  const leading = createListeners<null>();
  let isLeading = false;
  /** Keys that are taken away while it is being found out whether somebody looks. */
  let kept: ((key: string) => boolean) | null = null;

  const notices = createNotices({
    ...system,
    onClick(click) {
      focus();
      if (click !== null) clicked.tell(click);
    },
  });

  async function show(notice: Notice): Promise<NoticeOutcome> {
    const judged = judgeNotice(notice, choices(), await attention.isAttended());
    if (typeof judged === 'string') return { outcome: judged };
    if (kept?.(notice.key) === false) return { outcome: 'off' };
    return book.once(notice.ids, () => notices.show(judged));
  }

  return {
    start() {
      const tabs = enterTabs();
      tabs.onLeading(() => {
        isLeading = true;
        leading.tell(null);
      });
      const stopAttention = attention.start();
      // A notice that outlives its page can no longer be clicked.
      const stopLeaving = onLeave(notices.clear);
      return () => {
        isLeading = false;
        tabs.close();
        stopAttention();
        stopLeaving();
        kept = () => false;
        notices.clear();
      };
    },
    ability() {
      const allowed = access();
      return Promise.resolve(allowed === 'granted' && !choices().notifications ? 'off' : allowed);
    },
    watchAbility: watchAccess,
    onLeading(lead) {
      if (isLeading) lead();
      else leading.add(lead);
    },
    isAttended: attention.isAttended,
    notify: show,
    keepOnly(keys) {
      kept = (key) => keys.includes(key);
      notices.keepOnly(keys);
      keepPushed(keys);
    },
    onNoticeClick: clicked.add,
    bringToFront: focus,
  };
}
