/** One conversation of the demo workspace. Lines begin with who speaks: `c` the customer, `s` support (Sam), `a` the admin (Ada). */
export interface DemoConversation {
  readonly customer: string | null;
  readonly email: string | null;
  /** Minutes ago, for the first line. */
  readonly startedAgo: number;
  /** Minutes between lines. */
  readonly pace: number;
  readonly closed: boolean;
  readonly lines: readonly `${'c' | 's' | 'a'} ${string}`[];
  /** Money that the customer is asked for after the last line. */
  readonly ask?: DemoAsk;
}

export interface DemoAsk {
  readonly by: 's' | 'a';
  readonly kind: 'paymentLink' | 'checkout';
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
  readonly description: string;
}

const open = { closed: false, pace: 2 } as const;
const closed = { closed: true, pace: 3 } as const;

export const DEMO_CONVERSATIONS: readonly DemoConversation[] = [
  {
    ...open,
    customer: 'Priya Raman',
    email: 'priya.raman@example.com',
    startedAgo: 9,
    lines: [
      'c Hi! I ordered four of the Tide mugs on Thursday and one arrived with a chip on the rim.',
      'c I can send a photo. Is there any chance of getting just that one replaced before Saturday? They are a gift.',
    ],
  },
  {
    ...open,
    customer: 'Jonas Weber',
    email: 'jonas.weber@example.com',
    startedAgo: 24,
    lines: [
      'c Good morning, do you ship to Switzerland?',
      's Good morning Jonas! We do: 9.50 EUR by post, usually three to four working days.',
      'c And customs? Last time with another shop I paid 30 francs at the door.',
      's For orders under 150 CHF we settle the import tax in advance, so nothing is due at the door.',
      'c Perfect. One more question: can the large bowl go into the oven?',
    ],
    ask: {
      by: 's',
      kind: 'checkout',
      amount: 6_350,
      currency: 'EUR',
      description: 'Moss bowl, with postage to Switzerland',
    },
  },
  {
    ...open,
    customer: 'Amélie Fournier',
    email: 'amelie.fournier@example.com',
    startedAgo: 41,
    lines: [
      'c Bonjour, I was charged twice for order 20418. My bank shows 64.00 EUR two times.',
      's Bonjour Amélie, I am sorry about that. I am looking at it now.',
      's One of the two is a reservation that was never collected. It should vanish from your statement by Wednesday.',
      'c Thank you. If it is still there on Thursday I will write again?',
      's Please do, and mention this conversation. I will ask our finance team to keep an eye on it as well.',
    ],
  },
  {
    ...open,
    customer: 'Kofi Mensah',
    email: 'kofi.mensah@example.com',
    startedAgo: 3,
    lines: ['c Is the Ember teapot coming back in the smaller size?'],
  },
  {
    ...open,
    customer: null,
    email: null,
    startedAgo: 6,
    lines: [
      'c hello',
      'c your size chart says 350 ml but the product page says 300 ml for the same mug, which one is right?',
    ],
  },
  {
    ...open,
    customer: 'Lucía Herrera',
    email: 'lucia.herrera@example.com',
    startedAgo: 65,
    pace: 5,
    lines: [
      'c The parcel tracking has not moved for five days: OQ-88213-ES.',
      's Hello Lucía, let me ask the carrier. One moment please.',
      's They have found it: it was sorted to the wrong depot in Zaragoza and goes out again tonight.',
      'c So it will arrive when?',
      's Tomorrow between 9 and 13 h. If it does not, I will send a new one by express on our account.',
      'c That is very kind, thank you Sam.',
    ],
  },
  {
    ...open,
    customer: 'Tom Ashworth',
    email: 'tom.ashworth@example.com',
    startedAgo: 95,
    pace: 4,
    lines: [
      'c Could I change the delivery address on an order I placed an hour ago? I put my old flat.',
      's Of course. Which address should it be?',
      'c 14 Canal Row, Leeds LS1 4DL. Order 20431.',
      's Changed. You will get a new confirmation in a minute.',
      'c Got it. Brilliant service!',
    ],
  },
  {
    ...open,
    customer: 'Yuki Tanaka',
    email: 'yuki.tanaka@example.com',
    startedAgo: 130,
    pace: 6,
    lines: [
      'c I would like to order 60 plates for our restaurant. Do you offer a price for larger orders?',
      'a Hello Yuki, how lovely! Above 40 pieces we take 15 % off, and we can match the glaze across the whole batch.',
      'c We would need them by the 20th of January. Is that possible?',
      'a Yes, if you decide before the 5th of December. Shall I send a quote for the 27 cm plate in Salt?',
      'c Please do. Also one for the 22 cm plate in the same colour.',
    ],
    ask: {
      by: 'a',
      kind: 'paymentLink',
      amount: 54_000,
      currency: 'JPY',
      description: 'Deposit for 60 Salt plates, 27 cm',
    },
  },
  {
    ...open,
    customer: 'Nadia Haddad',
    email: 'nadia.haddad@example.com',
    startedAgo: 15,
    lines: [
      'c My discount code AUTUMN10 is refused at the checkout.',
      'c It says expired but your newsletter says until the end of November.',
    ],
  },
  {
    ...open,
    customer: 'Oliver Novak',
    email: 'oliver.novak@example.com',
    startedAgo: 52,
    pace: 3,
    lines: [
      'c Can I return an item that was on sale?',
      's Yes, within 30 days, like everything else, as long as it has not been used.',
      'c Great. And who pays for the return?',
      's We do: the label is in the parcel. If you have lost it, I can send you a new one.',
      'c I have lost it, of course :)',
    ],
  },
  {
    ...open,
    customer: 'Grace Kim',
    email: 'grace.kim@example.com',
    startedAgo: 210,
    pace: 7,
    lines: [
      'c The glaze of my vase has tiny cracks. Is it broken or meant to be like this?',
      's Those are crazing lines, Grace: they come with that glaze and make every piece different. It will not leak.',
      'c Ah, beautiful. Then I love it even more.',
      's Happy to hear it! A drop of tea along the lines makes them stand out, if you like that.',
    ],
  },
  {
    ...open,
    customer: 'Mateusz Zielinski',
    email: 'mateusz.zielinski@example.com',
    startedAgo: 19,
    lines: ['c I need an invoice with our VAT number PL5260250274 for order 20402, please. The one I got has none.'],
  },
  {
    ...closed,
    customer: 'Hannah Lee',
    email: 'hannah.lee@example.com',
    startedAgo: 1_500,
    lines: [
      'c Is the gift wrapping plastic free?',
      's Entirely: recycled paper and a cotton ribbon.',
      'c Wonderful, thank you!',
    ],
  },
  {
    ...closed,
    customer: 'Diego Santos',
    email: 'diego.santos@example.com',
    startedAgo: 2_900,
    lines: [
      'c I received the wrong colour, I ordered Moss and got Salt.',
      's I am sorry, Diego. A Moss one leaves us today; please keep the Salt one, with our apologies.',
      'c Really? That is more than fair. Thanks a lot.',
    ],
  },
  {
    ...closed,
    customer: 'Freya Nilsen',
    email: 'freya.nilsen@example.com',
    startedAgo: 3_400,
    lines: [
      'c Do you have a shop one can visit?',
      's Yes, the workshop is open Thursday to Saturday, 10 to 18 h. You can watch the throwing from the gallery.',
      'c We are coming on Friday!',
    ],
  },
  {
    ...closed,
    customer: 'Samuel Adeyemi',
    email: 'samuel.adeyemi@example.com',
    startedAgo: 4_700,
    lines: [
      'c My card was declined but it works everywhere else.',
      's Your bank asked for a confirmation in its app that timed out. Could you try once more and watch for that message?',
      'c It worked. I had notifications switched off. Thanks!',
    ],
  },
  {
    ...closed,
    customer: 'Chiara Rossi',
    email: 'chiara.rossi@example.com',
    startedAgo: 5_900,
    pace: 9,
    lines: [
      'c Are the espresso cups safe for the dishwasher?',
      's They are, and for the microwave too. Only the ones with the gold rim should be washed by hand.',
      'c Mine have the gold rim, good that I asked.',
    ],
  },
  {
    ...closed,
    customer: null,
    email: null,
    startedAgo: 7_300,
    lines: ['c what are your opening hours on saturday', 's On Saturdays from 10 to 18 h.', 'c thx'],
  },
  {
    ...closed,
    customer: 'Ethan Clarke',
    email: 'ethan.clarke@example.com',
    startedAgo: 8_800,
    lines: [
      'c I would like to cancel order 20377, it has not shipped yet.',
      's Done, Ethan. The refund of 38.00 GBP reaches your card in five to ten days, depending on your bank.',
      'c Understood, thank you for the quick answer.',
    ],
  },
  {
    ...closed,
    customer: 'Ingrid Solberg',
    email: 'ingrid.solberg@example.com',
    startedAgo: 10_100,
    lines: [
      'c Just wanted to say: the dinner set is gorgeous. Thank you for the handwritten card!',
      'a You have made our day, Ingrid. I will pin this to the wall of the workshop.',
    ],
  },
];
