import type { SiteTheme } from '#shared/chat/contract.ts';

/** What the server writes into frame.html in place of its `site` comment. */
export interface FrameSite {
  readonly key: string;
  readonly name: string;
  readonly locale: string;
  readonly theme: SiteTheme;
}

/** The site as the page states it, null when the server knows none by this key; a page served without that block knows only the key in its own address. */
export function readSite(): FrameSite | null {
  const key = new URLSearchParams(location.search).get('site') ?? '';
  const block = document.getElementById('site')?.textContent ?? '';
  if (block === '') return { key, name: '', locale: navigator.language, theme: {} };
  return JSON.parse(block) as FrameSite | null;
}
