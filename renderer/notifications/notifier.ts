import type { DesktopBridge, Notice, NoticeClick, NoticeOutcome } from '#shared/desktop.ts';
import type { Ability } from '#shared/notifications/kinds.ts';

/** What shows a person, outside the page, what they need to know: the desktop's main process, or the browser. It decides whether to. */
export interface Notifier {
  /** Begins; the returned function ends it and takes away everything that is shown. */
  start(): () => void;
  /** What this device can show, as far as is known now. */
  ability(): Promise<Ability>;
  /** Calls back when that may have changed. The returned function ends it. */
  watchAbility(changed: () => void): () => void;
  /** Calls back when this window is the one of its device that shows; it stays so for as long as it lives. */
  onLeading(lead: () => void): void;
  /** Whether the person has the console in front of them, as far as the page can tell: `notify` judges by itself. */
  isAttended(): Promise<boolean>;
  /** Shows a notice, each once, and says what became of it. */
  notify(notice: Notice): Promise<NoticeOutcome>;
  /** Takes every notice away but those of these keys. */
  keepOnly(keys: readonly string[]): void;
  /** Called when a notice was clicked, which brings this window to the front, or its button pressed, which does not. The returned function ends it. */
  onNoticeClick(listener: (click: NoticeClick) => void): () => void;
  /** Shows the person this window. */
  bringToFront(): void;
}

const nobodyHears = (): void => undefined;

/** The main process, which knows the window's focus and what the person chose on this machine. */
export function desktopNotifier(desktop: DesktopBridge): Notifier {
  return {
    start: () => () => void desktop.keepOnly([]).catch(nobodyHears),
    async ability() {
      const { notifications, settings } = await desktop.state();
      if (!notifications.isSupported) return 'unsupported';
      return settings.notifications ? 'granted' : 'off';
    },
    // The settings open in this window, and tell it themselves.
    watchAbility: onAbilityChosen,
    // One window, so it is always this one.
    onLeading: (lead) => {
      lead();
    },
    isAttended: () => Promise.resolve(document.hasFocus()),
    notify: (notice) => desktop.notify(notice),
    keepOnly: (keys) => void desktop.keepOnly(keys).catch(nobodyHears),
    onNoticeClick: desktop.onNoticeClick,
    bringToFront: () => void desktop.showWindow().catch(nobodyHears),
  };
}

/** What the settings say in their own window when something was chosen there. */
const ABILITY_CHANGED = 'optimaliq:notices-chosen';
export const tellAbilityChanged = (): void => void window.dispatchEvent(new Event(ABILITY_CHANGED));
/** For a notifier whose choices are made in the same window. */
export function onAbilityChosen(changed: () => void): () => void {
  window.addEventListener(ABILITY_CHANGED, changed);
  return () => {
    window.removeEventListener(ABILITY_CHANGED, changed);
  };
}
