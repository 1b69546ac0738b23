/**
 * A constructed sheet: it is not subject to the shop's style-src. The shop's own styles end at the shadow root, and `all: initial`
 * stops what is inherited.
 */
export const STYLES = `
:host {
  all: initial !important;
  position: fixed !important;
  z-index: 2147483000 !important;
  inset-block-end: 20px !important;
  inset-inline-end: 20px !important;
  color-scheme: light dark;
}
:host([data-position='start']) { inset-inline: 20px auto !important; }
:host([hidden]) { display: none !important; }
* { box-sizing: border-box; }
button {
  all: unset;
  box-sizing: border-box;
  position: relative;
  display: grid;
  place-items: center;
  inline-size: 56px;
  block-size: 56px;
  border-radius: 50%;
  cursor: pointer;
  color: var(--on-accent);
  background: var(--accent);
  box-shadow: 0 1px 3px rgb(15 18 28 / 0.2), 0 8px 24px rgb(15 18 28 / 0.22);
  transition: transform 160ms ease-out, box-shadow 160ms ease-out;
}
button:hover { transform: scale(1.05); box-shadow: 0 2px 4px rgb(15 18 28 / 0.2), 0 12px 32px rgb(15 18 28 / 0.28); }
button:active { transform: scale(0.97); }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
svg {
  grid-area: 1 / 1;
  inline-size: 28px;
  block-size: 28px;
  fill: none;
  stroke: currentColor;
  stroke-width: 1.9;
  stroke-linecap: round;
  stroke-linejoin: round;
  transition: transform 160ms ease-out, opacity 120ms ease-out;
}
.down, [aria-expanded='true'] .chat { opacity: 0; transform: scale(0.5) rotate(-30deg); }
[aria-expanded='true'] .down { opacity: 1; transform: none; }
.badge {
  position: absolute;
  inset-block-start: -3px;
  inset-inline-end: -3px;
  min-inline-size: 20px;
  block-size: 20px;
  padding-inline: 6px;
  border-radius: 10px;
  font: 600 12px/20px system-ui, sans-serif;
  font-variant-numeric: tabular-nums;
  text-align: center;
  color: #fff;
  background: #c8102e;
  box-shadow: 0 0 0 2px #fff;
}
.news { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.badge[hidden], button[hidden] { display: none; }
iframe {
  position: absolute;
  inset-block-end: 72px;
  inset-inline-end: 0;
  inline-size: min(392px, calc(100vw - 40px));
  block-size: min(680px, calc(100vh - 112px));
  border: 0;
  border-radius: 18px;
  background: Canvas;
  box-shadow: 0 0 0 1px rgb(15 18 28 / 0.06), 0 4px 12px rgb(15 18 28 / 0.1), 0 24px 64px rgb(15 18 28 / 0.24);
  transform-origin: bottom;
  transition: opacity 160ms ease-out, transform 180ms cubic-bezier(0.2, 0.8, 0.3, 1), visibility 180ms;
}
:host([data-position='start']) iframe { inset-inline: 0 auto; }
iframe[inert] { visibility: hidden; opacity: 0; transform: translateY(12px) scale(0.97); }
@media (max-width: 480px), (max-height: 480px) {
  :host { inset-block-end: 16px !important; inset-inline-end: 16px !important; }
  :host([data-position='start']) { inset-inline: 16px auto !important; }
  iframe, :host([data-position='start']) iframe {
    position: fixed;
    inset: 0;
    inline-size: 100vw;
    block-size: 100vh;
    block-size: 100dvh;
    border-radius: 0;
  }
  /* The frame has its own way to close, and covers the launcher. */
  [aria-expanded='true'] { visibility: hidden; }
}
@media (prefers-reduced-motion: reduce) {
  button, svg, iframe { transition: none; }
  button:hover, button:active { transform: none; }
}
@media (forced-colors: active) { button { border: 2px solid ButtonText; } }
@media print { :host { display: none !important; } }
`;
