/**
 * What Node is given to run the server without a window. V8 lets the young generation grow to 128 MB in a burst of arrivals and never gives
 * that back (docs/adr/0032); with half-spaces of 16 MB, as in Node 20, it stays at a quarter. `npm run serve`, the unit and the image
 * say the same in their own words, which a test compares.
 */
export const HUB_NODE_OPTIONS: readonly string[] = ['--max-semi-space-size=16'];

/** The command line behind Node's name that runs the server without a window. */
export const HUB_PROGRAM: readonly string[] = [...HUB_NODE_OPTIONS, 'server/entry/headless.ts'];
