/**
 * What goes on in the shop of a demo. `lively`: somebody buys something every minute or so. `still`: nobody does but you.
 * `none`: the demo has no sandbox, and is connected to one by hand.
 */
export const DEMO_TRADES = ['lively', 'still', 'none'] as const;
export type DemoTrade = (typeof DEMO_TRADES)[number];
