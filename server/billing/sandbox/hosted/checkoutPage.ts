import type { Kinds } from '#server/billing/sandbox/kinds.ts';
import type { LineItem } from '#server/billing/sandbox/resources/checkout.ts';
import { written } from '#server/billing/sandbox/resources/money.ts';
import { TEST_METHODS } from '#server/billing/sandbox/testMethods.ts';
import type { TestMethod } from '#server/billing/sandbox/testMethods.ts';
import { escaped, page } from './html.ts';

function groupOf({ decline, authentication, checks, disputes, refund, isElevatedRisk }: TestMethod): string {
  if (authentication === 'always' || authentication === 'unlessSetUp') return 'Asks for 3-D Secure';
  if (decline !== undefined) return 'Is declined';
  if (disputes !== undefined) return 'Is disputed';
  if (refund !== undefined) return 'Has trouble when it is refunded';
  if (checks !== undefined || isElevatedRisk === true) return 'Pays, and looks suspicious';
  return 'Pays';
}

/** `chargeDeclinedLostCard` as a person reads it: "Charge declined lost card". */
const readable = (name: string): string =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
    .replace(/^./, (letter) => letter.toUpperCase());

function options(): string {
  const groups = Map.groupBy(TEST_METHODS, groupOf);
  return [...groups]
    .map(([group, methods]) => {
      const each = methods.map(
        ({ name, last4 }) =>
          `<option value="pm_card_${escaped(name)}">${escaped(readable(name))} (${escaped(last4)})</option>`,
      );
      return `<optgroup label="${escaped(group)}">${each.join('')}</optgroup>`;
    })
    .join('');
}

const money = (amount: number | null, currency: string | null): string =>
  escaped(written(amount ?? 0, currency ?? 'usd'));

export interface CheckoutView {
  readonly error: string | null;
  /** What the person has typed already. */
  readonly email: string | null;
  readonly name: string | null;
}

/** Where a person pays a session: with a test payment method by its name, so that no number is ever typed. */
export function checkoutPage(
  session: Kinds['checkout.session'],
  lines: readonly LineItem[],
  { error, email, name }: CheckoutView,
): string {
  const items = lines
    .map(
      ({ description, quantity, amount_total: total, currency }) =>
        `<li><span>${escaped(description ?? 'Item')}${quantity === 1 ? '' : ` × ${String(quantity)}`}</span><span>${money(total, currency)}</span></li>`,
    )
    .join('');
  const back =
    session.cancel_url === null
      ? ''
      : `<a class="button quiet" href="${escaped(session.cancel_url)}">Back to the shop</a>`;
  return page(
    'Pay',
    `<h1>Amount to pay</h1><p class="amount">${money(session.amount_total, session.currency)}</p>
<ul>${items}</ul>
${error === null ? '' : `<p class="error" role="alert">${escaped(error)}</p>`}
<form method="post">
<label>E-mail<input name="email" type="email" autocomplete="email" required value="${escaped(email ?? session.customer_email ?? '')}"></label>
<label>Name<input name="name" autocomplete="name" required value="${escaped(name ?? '')}"></label>
<label>Test payment method<select name="payment_method">${options()}</select></label>
<button>Pay ${money(session.amount_total, session.currency)}</button>${back}
</form>
<p class="soft">You choose a named test method. No card number is asked for, and none is taken.</p>`,
  );
}

export const donePage = (session: Kinds['checkout.session'], message: string | null): string =>
  page(
    'Paid',
    `<h1>Thank you</h1><p class="amount">${money(session.amount_total, session.currency)}</p><p>${escaped(message ?? 'Your payment went through.')}</p>`,
  );

export const overPage = (message: string): string =>
  page('Not available', `<h1>This page is over</h1><p>${escaped(message)}</p>`);

export const authenticationPage = (intent: Kinds['payment_intent'] | Kinds['setup_intent']): string =>
  page(
    'Confirm with your bank',
    `<h1>Your bank asks: is it you?</h1>
${intent.object === 'payment_intent' ? `<p class="amount">${money(intent.amount, intent.currency)}</p>` : ''}
<form method="post">
<button name="result" value="passed">Yes, confirm</button>
<button class="quiet" name="result" value="failed">No, refuse</button>
</form>`,
  );

const TIME = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'long', timeZone: 'UTC' });

/** What came back of what was paid: the rest of an authorisation was never paid. */
const refundedOf = ({ amount, amount_captured: captured, amount_refunded: refunded }: Kinds['charge']): number =>
  Math.max(refunded - (amount - captured), 0);

export const receiptPage = (charge: Kinds['charge']): string =>
  page(
    'Receipt',
    `<h1>Receipt</h1><p class="amount">${money(charge.amount_captured, charge.currency)}</p>
<ul><li><span>Paid</span><span>${escaped(TIME.format(charge.created * 1_000))}</span></li>
<li><span>Refunded</span><span>${money(refundedOf(charge), charge.currency)}</span></li>
<li><span>Number</span><span>${escaped(charge.id)}</span></li></ul>`,
  );
