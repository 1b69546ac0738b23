import { bridgeMessage } from '#renderer/widget/bridge.ts';
import type { FrameMessage } from '#renderer/widget/bridge.ts';

/** What the loader wrote into our fragment. */
export interface PageFacts {
  /** Empty without a loader. */
  readonly origin: string;
  /** The accent that the shop's page asks for; it goes before the site's. */
  readonly accent: string | null;
}

export function readPageFacts(): PageFacts {
  const facts = new URLSearchParams(location.hash.slice(1));
  return { origin: facts.get('origin') ?? '', accent: facts.get('accent') };
}

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
export function createHost({ origin }: PageFacts): Host {
  const isEmbedded = window.parent !== window;

  return {
    isEmbedded,
    tell(message) {
      // A scheme and a host: anything else, and postMessage would throw. (URL.canParse is newer than browsers we serve.)
      if (isEmbedded && /^[a-z][a-z\d+.-]*:\/\/[^/?#\s]+$/i.test(origin)) window.parent.postMessage(message, origin);
    },
    onShown(listener) {
      if (!isEmbedded) {
        listener(true);
        return;
      }
      window.addEventListener('message', (event: MessageEvent<unknown>) => {
        const message = bridgeMessage(event, window.parent, origin);
        if (message?.optimaliq === 'shown') listener(true);
        if (message?.optimaliq === 'hidden') listener(false);
      });
    },
  };
}
