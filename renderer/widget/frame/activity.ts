import type { Presence } from '#renderer/widget/chat/presence.ts';

const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/** Tells of the visitor what this frame can see: input in it, and whether the page is in front. */
export function watchActivity(presence: Pick<Presence, 'stirred' | 'left'>): void {
  const look = (): void => {
    if (document.visibilityState === 'visible') presence.stirred();
    else presence.left();
  };
  for (const sign of SIGNS) document.addEventListener(sign, presence.stirred, { passive: true });
  document.addEventListener('visibilitychange', look);
  look();
}
