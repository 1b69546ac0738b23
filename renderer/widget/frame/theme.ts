import { accentPair } from '#renderer/widget/color.ts';

/** Lays an accent over the tokens. Returns the one in use: what is no colour gives the default. */
export function applyAccent(wanted: string | undefined): string {
  const { accent, onAccent, away } = accentPair(wanted);
  const { style } = document.documentElement;
  style.setProperty('--accent', accent);
  style.setProperty('--on-accent', onAccent);
  style.setProperty('--away', away);
  return accent;
}
