const BROWSERS: readonly (readonly [pattern: RegExp, name: string])[] = [
  // A desktop's own server sees the window; a hub sees the link.
  [/Electron\/|^OptimaliQ Console /, 'OptimaliQ Console'],
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/Windows/, 'Windows'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Android/, 'Android'],
  [/Linux|X11/, 'Linux'],
];

/** Program and system by their names, out of what a client said of itself; null for each that is not recognised. */
export function clientName(client: string): { readonly program: string | null; readonly system: string | null } {
  const find = (list: typeof BROWSERS) => list.find(([pattern]) => pattern.test(client))?.[1] ?? null;
  return { program: find(BROWSERS), system: find(SYSTEMS) };
}
