import { bridgeMessage } from '#renderer/widget/bridge.ts';
import type { FrameMessage, LoaderMessage } from '#renderer/widget/bridge.ts';
import type { LoaderSite } from './site.ts';

export const FRAME_ID = 'chat';

export interface Frame {
  readonly show: () => void;
  readonly hide: () => void;
  readonly setTitle: (title: string) => void;
}

/** The iframe with the chat, hidden until shown, and the line of messages to it. */
export function openFrame(
  site: LoaderSite,
  root: ShadowRoot,
  title: string,
  onMessage: (message: FrameMessage | LoaderMessage) => void,
): Frame {
  const iframe = document.createElement('iframe');
  iframe.title = title;
  iframe.id = FRAME_ID;
  iframe.inert = true;
  iframe.src = site.frameUrl;
  root.prepend(iframe);
  let isReady = false;
  let isShown = false;

  function tell(message: LoaderMessage): void {
    if (isReady) iframe.contentWindow?.postMessage(message, site.origin);
  }

  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = bridgeMessage(event, iframe.contentWindow, site.origin);
    if (message === null) return;
    if (message.optimaliq === 'ready') isReady = true;
    onMessage(message);
    if (message.optimaliq === 'ready' && isShown) tell({ optimaliq: 'shown' });
  });

  return {
    show() {
      isShown = true;
      iframe.inert = false;
      iframe.focus();
      tell({ optimaliq: 'shown' });
    },
    hide() {
      isShown = false;
      iframe.inert = true;
      tell({ optimaliq: 'hidden' });
    },
    setTitle(next) {
      iframe.title = next;
    },
  };
}
