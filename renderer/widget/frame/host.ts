import { bridgeMessage } from '#renderer/widget/bridge.ts';
import type { FrameMessage, LoaderMessage } from '#renderer/widget/bridge.ts';

/** The shop's page around the frame. */
export interface Host {
  /** False when the frame is a page of its own: then it is always open and has nothing to close. */
  readonly isEmbedded: boolean;
  readonly tell: (message: FrameMessage) => void;
  readonly onShown: (listener: (shown: boolean) => void) => void;
}

/**
 * The line to the loader. The page's origin stands in our fragment, put there by the loader; a message goes to that origin only, and
 * the server's frame-ancestors says which origins may hold this frame at all.
 */
export function createHost(): Host {
  const isEmbedded = window.parent !== window;
  const origin = decodeURIComponent(location.hash.slice(1));

  return {
    isEmbedded,
    tell(message) {
      if (isEmbedded && URL.canParse(origin)) window.parent.postMessage(message, origin);
    },
    onShown(listener) {
      if (!isEmbedded) {
        listener(true);
        return;
      }
      window.addEventListener('message', (event: MessageEvent<unknown>) => {
        const message = bridgeMessage<LoaderMessage>(event, window.parent, origin);
        if (message !== null) listener(message.optimaliq === 'shown');
      });
    },
  };
}
