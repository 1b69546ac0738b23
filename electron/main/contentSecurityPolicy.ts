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
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
  'object-src': ["'none'"],
};

/** The header's value. `developmentServer` (an http address on the loopback) opens what hot reloading needs, in development only. */
export function contentSecurityPolicy(developmentServer: string | null = null): string {
  const directives = { ...DIRECTIVES };
  if (developmentServer !== null) {
    directives['script-src'] = ["'self'", "'unsafe-inline'"];
    directives['connect-src'] = ["'self'", developmentServer.replace(/^http/, 'ws')];
  }
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}
