/** The little that moves on the demo shop: a basket that counts, and buttons that open the chat by its public API. */
let pieces = 0;
const count = document.getElementById('basket-count');

for (const button of document.querySelectorAll('[data-add]')) {
  button.addEventListener('click', () => {
    pieces += 1;
    if (count !== null) count.textContent = String(pieces);
  });
}

for (const button of document.querySelectorAll('[data-chat]')) {
  button.addEventListener('click', () => window.OptimaliQ?.('open'));
}
