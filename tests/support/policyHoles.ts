/** Where a directive may lead, beside nowhere and the page's own origin. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  'img-src': ['data:'],
  'style-src': ["'unsafe-inline'"],
};
/** These are not covered by `default-src`. */
const BY_THEMSELVES = ['form-action', 'base-uri', 'frame-ancestors'];
const NOWHERE = ["'none'"];

/**
 * Ways out of a page that its Content-Security-Policy leaves open, in words; nothing where it lets nothing in or out but its own origin.
 * Who may embed the page is another matter: `frame-ancestors` only has to be there.
 * @param webSocket the page's own origin as ws: or wss:, where it may connect to it.
 */
export function policyHoles(policy: string, webSocket: string | null): readonly string[] {
  const directives = new Map(
    policy
      .split(';')
      .map((part) => part.trim().split(/\s+/))
      .filter(([name]) => name !== undefined && name !== '')
      .map(([name = '', ...sources]) => [name.toLowerCase(), sources] as const),
  );
  const holes = ['default-src', ...BY_THEMSELVES]
    .filter((name) => !directives.has(name))
    .map((name) => `${name} is missing`);
  for (const name of ['default-src', 'form-action', 'base-uri']) {
    const sources = directives.get(name);
    if (sources !== undefined && sources.join(' ') !== "'none'") holes.push(`${name} is ${sources.join(' ')}`);
  }
  for (const [name, sources] of directives) {
    if (name === 'frame-ancestors') continue;
    const allowed = [
      ...NOWHERE,
      "'self'",
      ...(ALSO[name] ?? []),
      ...(name === 'connect-src' && webSocket !== null ? [webSocket] : []),
    ];
    for (const source of sources) if (!allowed.includes(source)) holes.push(`${name} lets ${source}`);
  }
  return holes;
}
