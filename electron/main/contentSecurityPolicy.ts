/**
 * The console's policy in the desktop window. It talks to its server over a MessagePort only, so no connection of any kind is open to it.
 * Styles: Radix and sonner put style elements into the page; a style cannot reach anything from here, as images and fonts are our own.
 */
const DIRECTIVES: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'font-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'connect-src': ["'none'"],
  // The preview of a site's widget, a part of the console's build.
  'frame-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
  'object-src': ["'none'"],
};

/** The policy of the preview's pages: the console may frame them, and they it takes to frame the widget's view. */
export function previewSecurityPolicy(): string {
  return written({ ...DIRECTIVES, 'style-src': ["'self'"], 'frame-ancestors': ["'self'"] });
}

/** The header's value. `developmentServer` (an http address on the loopback) opens what hot reloading needs, in development only. */
export function contentSecurityPolicy(developmentServer: string | null = null): string {
  const directives = { ...DIRECTIVES };
  if (developmentServer !== null) {
    directives['script-src'] = ["'self'", "'unsafe-inline'"];
    directives['connect-src'] = ["'self'", developmentServer.replace(/^http/, 'ws')];
  }
  return written(directives);
}

function written(directives: typeof DIRECTIVES): string {
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}
