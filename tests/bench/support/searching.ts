import { createRandom } from '#server/demo/random.ts';
import { FIRST_NAMES, LAST_NAMES, PRODUCTS } from '#server/demo/phrases.ts';
import { consoleAt } from './timedConsole.ts';

/**
 * A colleague who types words into the search of payments, letter by letter and without a pause, and whose totals follow each letter, as the screen asks for
 * them. @returns what ends it; it resolves with how many pages and totals were read.
 */
export async function searchUntilTold(port: number): Promise<() => Promise<number>> {
  const { ask, close } = await consoleAt(`http://127.0.0.1:${String(port)}`, 'finance@demo.test');
  const random = createRandom(1);
  const ending = new AbortController();
  const searching = (async () => {
    let asked = 0;
    while (!ending.signal.aborted) {
      const word = random.pick([...PRODUCTS, ...FIRST_NAMES, ...LAST_NAMES]);
      for (let letters = 1; letters <= word.length; letters += 1) {
        const filter = { text: word.slice(0, letters) };
        await Promise.all([ask('billing.payments', { filter }), ask('billing.paymentTotals', { filter })]);
        asked += 2;
      }
    }
    await close();
    return asked;
  })();
  searching.catch(() => undefined);
  return () => {
    ending.abort();
    return searching;
  };
}
