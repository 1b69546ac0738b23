import { startLauncher } from '#renderer/widget/loader/launcher.ts';
import { draftIn, type PreviewDraft } from './draft.ts';

/** A page of a shop, with nothing on it but the real launcher; the frame behind it shows what the console's form holds. */
const frameUrl = new URL('frame.html', location.href);
frameUrl.hash = String(new URLSearchParams({ origin: location.origin }));
const launcher = startLauncher({
  key: 'preview',
  frameUrl: frameUrl.href,
  origin: location.origin,
  accent: null,
  position: null,
});
launcher.open();

let draft: PreviewDraft | null = null;

function tellFrame(): void {
  const frame = document.querySelector('optimaliq-chat')?.shadowRoot?.querySelector('iframe');
  if (draft !== null) frame?.contentWindow?.postMessage(draft, location.origin);
}

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  // The frame asks as soon as it can hear.
  if (event.data === 'optimaliq:preview-ready') tellFrame();
  const told = draftIn(event);
  if (told === null) return;
  draft = told;
  tellFrame();
});
window.parent.postMessage('optimaliq:preview-ready', location.origin);
