/** Text in a page, never markup. */
export const escaped = (value: string): string =>
  value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

const STYLE = `
  :root { color-scheme: light dark; --ink: #1a1c23; --soft: #5b6070; --line: #d9dce5; --ground: #f5f6fa; --sheet: #fff; --accent: #4338ca; --on-accent: #fff; --bad: #b42318; }
  @media (prefers-color-scheme: dark) { :root { --ink: #eceef4; --soft: #a5abbd; --line: #3a3f4d; --ground: #14161c; --sheet: #1d2028; --accent: #a5b4fc; --on-accent: #14161c; --bad: #fda29b; } }
  * { box-sizing: border-box; }
  body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
  main { inline-size: min(30rem, 100% - 2rem); margin: clamp(1rem, 4vh, 3rem) auto; padding: clamp(1.25rem, 4vw, 2rem); background: var(--sheet); border: 1px solid var(--line); border-radius: .75rem; }
  .badge { display: inline-block; padding: .125rem .5rem; border: 1px solid var(--line); border-radius: 1rem; color: var(--soft); font-size: .8125rem; }
  h1 { margin: 1rem 0 .25rem; font-size: 1.125rem; } .amount { margin: 0 0 1rem; font-size: 2rem; font-weight: 650; font-variant-numeric: tabular-nums; }
  ul { margin: 0 0 1.5rem; padding: 0; list-style: none; border-block: 1px solid var(--line); }
  li { display: flex; justify-content: space-between; gap: 1rem; padding: .5rem 0; } li span:first-child { flex: 1 1 0; } li span:last-child { min-inline-size: 0; text-align: end; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
  label { display: block; margin-block-end: .75rem; font-weight: 550; font-size: .875rem; }
  input, select { display: block; inline-size: 100%; margin-block-start: .25rem; padding: .5rem .625rem; font: inherit; font-weight: 400; color: inherit; background: var(--sheet); border: 1px solid var(--soft); border-radius: .375rem; }
  button, .button { display: block; inline-size: 100%; margin-block-start: .75rem; padding: .625rem; font: inherit; font-weight: 600; text-align: center; text-decoration: none; border: 1px solid var(--accent); border-radius: .375rem; background: var(--accent); color: var(--on-accent); cursor: pointer; }
  .quiet { background: transparent; color: var(--ink); border-color: var(--line); }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
  .error { padding: .625rem .75rem; border: 1px solid var(--bad); border-radius: .375rem; color: var(--bad); }
  .soft { color: var(--soft); font-size: .875rem; }`;

/** A whole page. `body` is markup in which everything that came from outside is escaped. */
export const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><main><span class="badge">Sandbox: no real money</span>${body}</main></body>
</html>
`;
