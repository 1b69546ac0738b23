/** What is said of an amount that is typed, wherever that is. */
export const amountsWords = {
  notAmount: (example: string) => `This is not an amount, such as ${example}.`,
  tooFine: (currency: string, decimals: number) =>
    decimals === 0 ? `${currency} has no decimals.` : `${currency} has ${decimals} decimals at most.`,
  wholeOnly: (currency: string, nearest: string) =>
    `Stripe takes only whole amounts of ${currency}${nearest === '' ? '.' : `: ${nearest}.`}`,
  lastDigit: (currency: string, nearest: string) =>
    `Stripe takes amounts of ${currency} only with a 0 at the end${nearest === '' ? '.' : `: ${nearest}.`}`,
};
