import type { DeviceStorage } from '#renderer/app/context.ts';
import { NOTICE_DEFAULTS, type NoticeChoices } from '#shared/notifications/notices.ts';

const KEY = 'optimaliq.notices';

/** What the person chose in this browser, read anew each time: another tab may have changed it. */
export function readChoices(storage: DeviceStorage): NoticeChoices {
  let kept: unknown = null;
  try {
    kept = JSON.parse(storage.getItem(KEY) ?? 'null');
  } catch {
    // Somebody else's text under our key: as if nothing had been chosen.
  }
  const choice = (name: keyof NoticeChoices): boolean => {
    const value: unknown = typeof kept === 'object' && kept !== null ? Reflect.get(kept, name) : undefined;
    return typeof value === 'boolean' ? value : NOTICE_DEFAULTS[name];
  };
  return { notifications: choice('notifications'), showsText: choice('showsText'), sound: choice('sound') };
}

/** @returns what holds after it. */
export function changeChoices(storage: DeviceStorage, change: Partial<NoticeChoices>): NoticeChoices {
  const choices = { ...readChoices(storage), ...change };
  storage.setItem(KEY, JSON.stringify(choices));
  return choices;
}
