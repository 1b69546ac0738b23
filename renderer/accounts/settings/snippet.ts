/** The line that puts the chat on a page. `address` is an origin without a slash at its end. */
export function snippetFor(address: string, siteKey: string): string {
  return `<script src="${address}/widget/loader.js" data-site="${siteKey}" async></script>`;
}
