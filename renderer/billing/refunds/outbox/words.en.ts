/** What a refund that was drafted without a line says. */
export const outboxWords = {
  label: 'Refund draft that waits for the line',
  waiting: 'Waiting for the line: a draft until then',
  sending: 'Being handed over',
  failed: 'Not taken as a draft',
  only: 'It is kept on this computer, and goes to finance once, when the line is back.',
  retry: 'Try again',
  discard: 'Discard',
  sent: (amount: string) => `The draft of a refund of ${amount} is with finance now`,
  refused: (amount: string) => `The draft of a refund of ${amount} was not taken`,
  offline: {
    request:
      'There is no line to the server, so nothing can be refunded now. It can be kept as a draft: it goes to finance when the line is back.',
    draft: 'There is no line to the server. The draft is kept here and goes to finance, once, when the line is back.',
  },
  asKnown: 'What is left of the payment is what was known last.',
  keep: (amount: string) => `Keep a draft of ${amount}`,
  keepPlain: 'Keep as a draft',
  kept: (amount: string) => `Refund of ${amount} kept as a draft until the line is back`,
};
