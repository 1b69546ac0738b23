import { accentPair } from '#renderer/widget/color.ts';
import type { SiteTheme } from '#shared/chat/contract.ts';

/** Lays the site's accent over the tokens. Returns the accent in use. */
export function applyTheme(theme: SiteTheme): string {
  const { accent, onAccent, away } = accentPair(theme.accent);
  const { style } = document.documentElement;
  style.setProperty('--accent', accent);
  style.setProperty('--on-accent', onAccent);
  style.setProperty('--away', away);
  return accent;
}
