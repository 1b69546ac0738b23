import type { NotificationConstructorOptions } from 'electron';
import type { NoticeText } from '#shared/notifications/notices.ts';

/**
 * The button of a notice, as Electron's `Notification` takes it (`actions`), and nothing where the system's notifications have none. macOS shows
 * it on a notification of the style "Alerts"; on one of the style "Banners" it is among the options that appear under the pointer.
 */
export function noticeButton(
  platform: NodeJS.Platform,
  { button }: Pick<NoticeText, 'button'>,
): Pick<NotificationConstructorOptions, 'actions'> {
  return platform === 'darwin' && button !== undefined ? { actions: [{ type: 'button', text: button }] } : {};
}
