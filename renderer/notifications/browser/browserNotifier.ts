import { createListeners } from '#renderer/client/line.ts';
import type { Tabs } from '#renderer/client/outbox/tabs.ts';
import { createNotices, judgeNotice, type NoticeChoices, type NoticesOptions } from '#shared/notifications/notices.ts';
import type { Notifier } from '#renderer/notifications/notifier.ts';
import type { Attention } from './attention.ts';

/** All that the notifier needs of the browser. */
export interface BrowserSurroundings extends Pick<NoticesOptions, 'isSupported' | 'create' | 'after'> {
  readonly choices: () => NoticeChoices;
  readonly attention: Attention;
  /** Enters this tab among those of the person. */
  readonly enterTabs: () => Pick<Tabs, 'onLeading' | 'close'>;
  /** Brings this tab to the front: the browser lets a page do so in the turn of a click on its notice. */
  readonly focus: () => void;
  /** Where the browser shows a count on the app's icon. */
  readonly setBadge: (count: number) => void;
  /** Calls back when the page goes away. */
  readonly onLeave: (leave: () => void) => () => void;
}

/** Of the tabs of one person one shows the notices, while none of them is in front. The others follow in silence, so that any may be the next. */
export function createBrowserNotifier(surroundings: BrowserSurroundings): Notifier {
  const { choices, attention, enterTabs, focus, setBadge, onLeave, ...system } = surroundings;
  const opened = createListeners<string>();
  let isLeading = false;
  /** Notices of which it is being found out whether somebody looks; one that is withdrawn meanwhile is not here any more. */
  const beingJudged = new Map<string, symbol>();

  const notices = createNotices({
    ...system,
    onClick(conversationId) {
      focus();
      if (conversationId !== null) opened.tell(conversationId);
    },
  });

  return {
    start() {
      const tabs = enterTabs();
      tabs.onLeading(() => {
        isLeading = true;
      });
      const stopAttention = attention.start();
      const withdrawAll = (): void => notices.withdraw(null);
      // A notice that outlives its page can no longer be clicked.
      const stopLeaving = onLeave(withdrawAll);
      return () => {
        isLeading = false;
        tabs.close();
        stopAttention();
        stopLeaving();
        beingJudged.clear();
        withdrawAll();
        setBadge(0);
      };
    },
    notify(notice) {
      if (!isLeading) return;
      const { conversationId } = notice;
      const mine = Symbol(conversationId);
      beingJudged.set(conversationId, mine);
      const show = async (): Promise<void> => {
        const judged = judgeNotice(notice, choices(), await attention.isAttended());
        if (beingJudged.get(conversationId) !== mine) return;
        beingJudged.delete(conversationId);
        if (typeof judged !== 'string') await notices.show(judged);
      };
      show().catch(() => undefined);
    },
    withdraw(conversationId) {
      beingJudged.delete(conversationId);
      notices.withdraw(conversationId);
    },
    setUnread: setBadge,
    onOpenConversation: opened.add,
  };
}
