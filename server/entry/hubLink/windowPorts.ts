import type { EventFrame, PortFrame, Reply } from '#shared/wire/frame.ts';
import { LINK_CALLS, type LinkCallName, type LinkLine } from '#shared/wire/link.ts';
import { pongTo, type PortLike } from '#server/carriers/messagePort.ts';

export interface WindowPortsOptions {
  /** Operations are answered after the first attempt to reach the hub. */
  readonly ready: Promise<void>;
  readonly line: () => LinkLine;
  /** An operation of the contract, or what the window takes for one. */
  readonly call: (name: unknown, input: unknown) => Promise<Reply>;
  readonly linkCall: (name: LinkCallName, input: unknown) => Reply;
  /** No window follows these any more. */
  readonly unsubscribe: (subscriptions: readonly string[]) => void;
  readonly onError: (error: unknown) => void;
}

export interface WindowPorts {
  /** Returns the way to end it. */
  open(port: PortLike): () => void;
  tell(frame: PortFrame): void;
  /** Each port gets the frames of what it has subscribed to. */
  events(frames: readonly EventFrame[]): void;
}

interface Window {
  readonly post: (frame: PortFrame) => void;
  readonly subscriptions: Set<string>;
}

type Fields = Partial<Record<'call' | 'name' | 'link' | 'input' | 'subscription', unknown>>;

const fieldsOf = (data: unknown): Fields => (typeof data === 'object' && data !== null ? data : {});

const isLinkCall = (name: unknown): name is LinkCallName => LINK_CALLS.some((known) => known === name);

/** The windows of a joined desktop: the same frames as between a window and a server of its own, and those of the line. */
export function createWindowPorts(options: WindowPortsOptions): WindowPorts {
  const { ready, line, call, linkCall, unsubscribe, onError } = options;
  const windows = new Set<Window>();

  const isFollowed = (subscription: string): boolean =>
    [...windows].some(({ subscriptions }) => subscriptions.has(subscription));

  async function answer(window: Window, frame: Fields): Promise<Reply> {
    if (isLinkCall(frame.link)) return linkCall(frame.link, frame.input);
    const { name, input } = frame;
    const reply = await call(name, input);
    const { subscription } = fieldsOf(input);
    if (reply.ok && typeof subscription === 'string') {
      if (name === 'feed.subscribe' || name === 'feed.resume') window.subscriptions.add(subscription);
      if (name === 'feed.unsubscribe') window.subscriptions.delete(subscription);
    }
    return reply;
  }

  return {
    open(port) {
      const window: Window = {
        post: (frame) => {
          port.postMessage(frame);
        },
        subscriptions: new Set(),
      };
      let isOpen = true;
      const isUp = ready.then(() => {
        if (!isOpen) return;
        window.post({ line: line() });
        windows.add(window);
      });
      port.on('message', ({ data }) => {
        const pong = pongTo(data);
        if (pong !== null) window.post(pong);
        const frame = fieldsOf(data);
        const number = frame.call;
        if (typeof number !== 'number') return;
        // What the link keeps itself it keeps at once: a message must not wait for a hub that is slow to answer.
        (isLinkCall(frame.link) ? Promise.resolve() : isUp)
          .then(() => answer(window, frame))
          .then((result) => {
            window.post({ reply: number, result });
          })
          .catch(onError);
      });
      const end = (): void => {
        if (!isOpen) return;
        isOpen = false;
        windows.delete(window);
        unsubscribe([...window.subscriptions].filter((subscription) => !isFollowed(subscription)));
      };
      port.on('close', end);
      port.start();
      return () => {
        port.close();
        end();
      };
    },
    tell(frame) {
      for (const { post } of windows) post(frame);
    },
    events(frames) {
      for (const { post, subscriptions } of windows) {
        const events = frames.filter(({ subscription }) => subscriptions.has(subscription));
        if (events.length > 0) post({ events });
      }
    },
  };
}
