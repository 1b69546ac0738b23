import type { Words } from '#renderer/app/words/en.ts';
import type { Payment } from '#shared/billing/payments/contract.ts';

type PaymentsWords = Words['billing']['payments'];

/** A code of Stripe's as words. */
export const readable = (code: string): string => {
  const text = code.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** What a card's brand is called. */
export const brandName = (brand: string, { brands }: PaymentsWords): string =>
  Object.hasOwn(brands, brand) ? (brands[brand] ?? brand) : readable(brand);

/** What a way to pay is called: of a card, its brand. */
export function methodName({ type, brand }: NonNullable<Payment['method']>, words: PaymentsWords): string {
  if (brand !== null) return brandName(brand, words);
  return Object.hasOwn(words.methods, type) ? (words.methods[type] ?? type) : readable(type);
}

/** A way to pay in a sentence. */
export function methodText(method: Payment['method'], words: PaymentsWords): string {
  if (method === null) return words.noMethod;
  const name = methodName(method, words);
  return method.last4 === null ? name : words.cardEnding(name, method.last4);
}

/** A code of Stripe's in words, where there are some. */
export const reasonText = (reason: string, { detail }: PaymentsWords): string =>
  Object.hasOwn(detail.reasons, reason) ? (detail.reasons[reason] ?? reason) : readable(reason);

/** Why an attempt was declined, and what the customer may be told. */
export function declineWords(code: string, { detail }: PaymentsWords): { what: string; tell: string } {
  const { byCode, unknown } = detail.decline;
  return (Object.hasOwn(byCode, code) ? byCode[code] : undefined) ?? unknown(code);
}

/** Who pays, as a sentence names them; null when nobody can say. */
export const payerOf = ({ name, email }: Payment): string | null => name ?? email;
