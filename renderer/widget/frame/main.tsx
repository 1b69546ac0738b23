import { render } from 'preact';
import { Unavailable } from '#renderer/widget/view/Unavailable.tsx';
import { wordsFor } from '#renderer/widget/words.ts';
import { createHost, readPageFacts } from './host.ts';
import { readSite } from './site.ts';
import { startChat } from './startChat.tsx';
import { applyAccent } from './theme.ts';
import '#renderer/widget/view/tokens.css';
import '#renderer/widget/view/widget.css';

const site = readSite();
const page = readPageFacts();
const host = createHost(page);
const root = document.getElementById('app');

if (root !== null && site !== null) startChat(site, page, host, root);
else if (root !== null) {
  const words = wordsFor(navigator.language);
  applyAccent(page.accent ?? undefined);
  document.documentElement.lang = words.locale;
  render(
    <Unavailable words={words} canClose={host.isEmbedded} onClose={() => host.tell({ optimaliq: 'close' })} />,
    root,
  );
  host.tell({ optimaliq: 'unavailable' });
}
