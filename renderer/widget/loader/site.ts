/** What the script's tag says: `<script src="https://SERVER/widget/loader.js" data-site="KEY" data-accent data-position async>`. */
export interface LoaderSite {
  readonly key: string;
  readonly frameUrl: string;
  /** The server's origin: the only one that messages are taken from. */
  readonly origin: string;
  readonly accent: string | null;
  readonly position: 'start' | 'end' | null;
}

/** Null for a tag without a site key: there is no shop to talk for. */
export function siteOf(script: HTMLScriptElement): LoaderSite | null {
  const { site, accent, position } = script.dataset;
  if (site === undefined || site === '') return null;
  const frame = new URL('frame.html', script.src);
  frame.searchParams.set('site', site);
  // Facts of this page, in the fragment so that one answer of the server serves every page. The frame answers to this origin only.
  frame.hash = String(new URLSearchParams({ origin: location.origin, ...(accent === undefined ? {} : { accent }) }));
  return {
    key: site,
    frameUrl: frame.href,
    origin: frame.origin,
    accent: accent ?? null,
    position: position === 'start' || position === 'end' ? position : null,
  };
}
