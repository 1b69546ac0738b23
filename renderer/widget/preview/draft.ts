import type { FrameSite } from '#renderer/widget/frame/site.ts';

/** What the console's form holds, as it tells the preview. Both are pages of the same origin. */
export interface PreviewDraft extends FrameSite {
  readonly optimaliqPreview: 'welcome' | 'conversation';
}

/** The draft in a message of a window of our own origin, else null. */
export function draftIn({ data, origin }: MessageEvent<unknown>): PreviewDraft | null {
  if (origin !== location.origin || typeof data !== 'object' || data === null) return null;
  return 'optimaliqPreview' in data ? (data as PreviewDraft) : null;
}
