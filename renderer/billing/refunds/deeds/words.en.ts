/** What deciding on a refund, and taking one back, says. */
export const deedWords = {
  open: { request: 'Request ...', approve: 'Approve ...', refuse: 'Refuse ...', withdraw: 'Take back ...' },
  title: {
    request: 'Request a drafted refund',
    approve: 'Approve a refund',
    refuse: 'Refuse a refund',
    withdraw: 'Take a refund back',
  },
  back: { request: 'Leave it a draft', approve: 'Do not approve', refuse: 'Do not refuse', withdraw: 'Keep it' },
  failed: {
    request: 'It was not requested',
    approve: 'It was not approved',
    refuse: 'It was not refused',
    withdraw: 'It was not taken back',
  },
  action: {
    request: {
      alone: (amount: string, who: string) => `Refund ${amount} to ${who}`,
      approval: (amount: string) => `Request refund of ${amount}`,
    },
    approve: (amount: string, who: string) => `Approve and refund ${amount} to ${who}`,
    refuse: (amount: string) => `Refuse the refund of ${amount}`,
    withdraw: (amount: string) => `Take back the refund of ${amount}`,
  },
  refuseNote: 'Why it is refused',
  refuseNoteHelp: 'Whoever asked for it reads this.',
  noNote: 'Say why, so that whoever asked can tell the customer.',
  refuseLine: (amount: string) => `The ${amount} can be requested again, or refunded otherwise.`,
  noMoney: 'No money moves.',
  withdrawLine: (amount: string) => `Nobody can approve these ${amount} any more. They can be requested again.`,
  tellsCustomer: (words: string) => `The customer is told: ${words}`,
  cannotChange: 'Its amount stands. Leave it, and refund what is possible instead.',
  done: {
    refunding: (amount: string, who: string) => `The refund of ${amount} to ${who} is being sent`,
    requested: (amount: string) => `Refund of ${amount} requested. Somebody else decides on it.`,
    refused: (amount: string) => `The refund of ${amount} was refused`,
    withdrawn: (amount: string) => `The refund of ${amount} was taken back`,
  },
};
