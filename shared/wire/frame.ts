import type { WireError } from './errors.ts';
import type { LinkLine } from './link.ts';

/** The acknowledgement of a call. */
export type Reply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: WireError };

/**
 * One event on one subscription. `previous` is the cursor before it on this subscription; a mismatch means a gap,
 * which `feed.resume` fills. Fleeting events (typing) carry `cursor: null, previous: null`.
 */
export interface EventFrame {
  readonly subscription: string;
  readonly name: string;
  readonly cursor: number | null;
  readonly previous: number | null;
  readonly data: unknown;
}

/** An answer on the MessagePort. `text` is the `Reply` as JSON: what is long crosses for a fraction of what a structured clone takes. */
type ReplyFrame =
  { readonly reply: number; readonly result: Reply } | { readonly reply: number; readonly text: string };

export const replyIn = (frame: ReplyFrame): Reply =>
  'text' in frame ? (JSON.parse(frame.text) as Reply) : frame.result;

/** What crosses the MessagePort, from the console to the server ... */
export interface CallFrame {
  readonly call: number;
  readonly name: string;
  readonly input: unknown;
}

/** Is anybody there? Answered at once with the same number, whatever else is being waited for. */
export interface PingFrame {
  readonly ping: number;
}

/** ... and back. */
export type PortFrame =
  | { readonly pong: number }
  | ReplyFrame
  | { readonly events: readonly EventFrame[] }
  | { readonly signedOut: true }
  | { readonly rolesChanged: true }
  /** From the link to a hub only: at the start, and on every change. */
  | { readonly line: LinkLine };

/** The name of the frame that tells an idle subscription its last cursor. */
export const CURSOR_EVENT = 'feed.cursor';

/** Largest websocket message a client may send, in bytes. */
export const MAXIMUM_FRAME_BYTES = 64 * 1024;
