/** What the widget's frame tells the loader on the shop's page. */
export type FrameMessage =
  | { readonly optimaliq: 'ready'; readonly title: string; readonly accent: string; readonly position: 'start' | 'end' }
  | { readonly optimaliq: 'unread'; readonly count: number }
  /** A conversation exists: next time the frame is worth loading before anybody asks for it. */
  | { readonly optimaliq: 'started' }
  /** The page's key names no site. */
  | { readonly optimaliq: 'unavailable' }
  | { readonly optimaliq: 'close' };

/** What the loader tells the frame. */
export type LoaderMessage = { readonly optimaliq: 'shown' } | { readonly optimaliq: 'hidden' };

/**
 * The message of a window event if it comes from the one window and the one origin we talk with, else null. Its shape is then
 * trusted: both ends are served from the same place.
 */
export function bridgeMessage(
  event: MessageEvent<unknown>,
  from: unknown,
  origin: string,
): FrameMessage | LoaderMessage | null {
  const { data } = event;
  if (event.source !== from || event.origin !== origin) return null;
  if (typeof data !== 'object' || data === null || !('optimaliq' in data)) return null;
  return data as FrameMessage | LoaderMessage;
}
