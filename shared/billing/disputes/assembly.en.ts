/** Sentences of which evidence is assembled; banks read it, in English. Amounts and times come as they are to be read. */
export const assemblyWords = {
  paid: (time: string, amount: string, method: string) => `Paid on ${time}: ${amount} by ${method}.`,
  disputed: (amount: string, of: string) => `Disputed: ${amount} of ${of}.`,
  bought: (description: string) => `Bought: ${description}`,
  order: (name: string, value: string) => `${name}: ${value}`,
  receipt: (url: string) => `Receipt: ${url}`,
  somePayment: 'another way of payment',
  card: (brand: string, last4: string) => `${brand} card ending in ${last4}`,
  refunded: (time: string, amount: string) => `Refunded on ${time}: ${amount}.`,
  nothingRefunded: 'Nothing of this payment was refunded.',
  refundPolicy: (policy: string) => `Our refund policy, as customers read it before they pay: ${policy}`,
  cancellationPolicy: (policy: string) => `Our cancellation policy, as customers read it before they pay: ${policy}`,
  earlier: (count: number) =>
    count === 1
      ? 'The same customer has paid us once more, and did not dispute it:'
      : `The same customer has paid us ${String(count)} other times, and did not dispute it:`,
  separate: 'These are separate payments:',
  payment: (time: string, amount: string, description: string | null) =>
    description === null ? `${time}: ${amount}` : `${time}: ${amount}, ${description}`,
  thisOne: ' (this one)',
  conversation: 'Messages between the customer and us, word for word, times in UTC:',
  leftOut: (count: number) => `(${String(count)} earlier messages are left out.)`,
  customer: 'Customer',
  shop: 'Shop',
  said: (time: string, who: string, words: string) => `[${time}] ${who}: ${words}`,
  activity: 'The customer wrote to us in the chat of our shop at these times (UTC):',
};
