import type { WireError } from './errors.ts';

/**
 * What the desktop's link to a hub says of its line, on the window's port. `heardAt`: when the hub was last heard (UTC ms), null when never;
 * what is read meanwhile was true then. `problem` says why there is no line; `retryAt` is when it is tried again.
 */
export type LinkLine =
  | { readonly state: 'online' }
  | {
      readonly state: 'waiting';
      readonly attempt: number;
      readonly retryAt: number;
      readonly heardAt: number | null;
      readonly problem: WireError;
    };

/**
 * What the link itself answers, beside the operations of the contract; a local server has none of it. `retry`: try the line now, or have
 * it proven if it seems to stand.
 */
export const LINK_CALLS = ['retry', 'outbox.all', 'outbox.put', 'outbox.remove'] as const;
export type LinkCallName = (typeof LINK_CALLS)[number];

/** From the console to the link; the answer is a reply like any other. */
export interface LinkCallFrame {
  readonly call: number;
  readonly link: LinkCallName;
  readonly input: unknown;
}
