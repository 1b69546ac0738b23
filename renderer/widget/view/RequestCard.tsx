import type { PaymentRequestObject } from '#shared/chat/contract.ts';
import { useSurroundings } from './context.ts';

/** Where a link may lead: a web page, whatever the server says. */
const isPage = (url: string | null): url is string => url !== null && /^https?:\/\//.test(url);

/** Money the visitor is asked for. They pay on a page of its own: nothing of a card is ever typed here. */
export function RequestCard({ object, body }: { readonly object: PaymentRequestObject; readonly body: string }) {
  const { words, formats } = useSurroundings();
  const { state, url } = object;
  const amount = formats.money(object.amount, object.currency);
  return (
    <section class={`request ${state}`} aria-label={words.paymentRequest}>
      <p class="request-amount">{amount}</p>
      <p class="request-body" dir="auto">
        {body}
      </p>
      {state === 'open' && isPage(url) ? (
        <a class="pay" href={url} target="_blank" rel="noopener noreferrer nofollow">
          {words.pay(amount)}
        </a>
      ) : (
        <p class="request-state">{words.requestStates[state]}</p>
      )}
    </section>
  );
}
