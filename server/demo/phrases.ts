/** What people say in the demo's shop. Words in braces are filled in: {product} {order} {city} {day} {money} {staff} {name}. */
export interface Topic {
  readonly openings: readonly string[];
  /** Questions and answers in turn: support speaks first. Each is one of several ways to say it. */
  readonly turns: readonly (readonly string[])[];
}

export const PRODUCTS = ['Tide mug', 'Ember teapot', 'Salt plate', 'Moss bowl', 'Dune vase', 'Harbour jug', 'Fern espresso cup', 'Slate serving dish', 'Lark butter dish', 'Heron pitcher'] as const; // prettier-ignore
export const CITIES = ['Leeds', 'Ghent', 'Porto', 'Zurich', 'Dublin', 'Lyon', 'Malmö', 'Graz', 'Turin', 'Bristol', 'Utrecht', 'Gdańsk'] as const; // prettier-ignore
export const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'] as const;
export const FIRST_NAMES = ['Anna', 'Ben', 'Carla', 'David', 'Elif', 'Felix', 'Greta', 'Hugo', 'Ines', 'Jakub', 'Kaya', 'Liam', 'Maja', 'Nils', 'Olga', 'Paul', 'Rosa', 'Stefan', 'Thea', 'Viktor', 'Wanjiru', 'Aiko', 'Bilal', 'Chloé', 'Emre', 'Farah', 'Giulia', 'Henrik', 'Imani', 'Joaquín'] as const; // prettier-ignore
export const LAST_NAMES = ['Becker', 'Costa', 'Dubois', 'Evans', 'Fischer', 'García', 'Hansen', 'Ito', 'Jansen', 'Kowalska', 'Lindgren', 'Moreau', 'Nowak', 'Okoye', 'Petrov', 'Quinn', 'Rahman', 'Schmidt', 'Tran', 'Ueda', 'Vermeer', 'Walsh', 'Yıldız', 'Zimmer', 'Ahmed', 'Brandt', 'Carvalho', 'Doyle'] as const; // prettier-ignore

const THANKS = [
  'Perfect, thank you!',
  'Great, thanks for the quick help.',
  'Lovely, thank you {staff}.',
  'That helps, thanks a lot.',
  'Good to know. Have a nice {day}!',
];

export const TOPICS: readonly Topic[] = [
  {
    openings: [
      'Hi, where is my order {order}? It should have been here on {day}.',
      'Hello, the tracking for order {order} has not moved since {day}. Do you know more?',
      'Order {order} to {city}: the page still says “packed”. When does it leave?',
    ],
    turns: [
      ['Hello! Let me look at {order} for you.', 'Hi {name}, I am asking the carrier about {order} right now.'],
      ['Thank you.', 'Thanks, I will wait here.', 'It is a birthday present, so I am a little nervous.'],
      [
        'It is in the depot in {city} and goes out for delivery on {day}.',
        'It was held for a missing house number. I have added it; it arrives by {day}.',
      ],
      THANKS,
    ],
  },
  {
    openings: [
      'My {product} arrived with a crack along the handle. What can we do?',
      'One of the two pieces in order {order} is broken, the {product}. The box looked fine.',
      'The {product} has a chip on the rim. I can send you a photo.',
    ],
    turns: [
      ['I am sorry to read that. Would you like a new one or your {money} back?', 'Oh no! Shall we send a new one?'],
      ['A new one, please.', 'I would rather have another one, it is beautiful.', 'Could I have the money back?'],
      [
        'Done. You will have a confirmation by e-mail in a moment; keep the broken one, the glaze is food safe.',
        'That is on its way: you need not send anything back.',
      ],
      THANKS,
    ],
  },
  {
    openings: [
      'Does the {product} go into the dishwasher?',
      'Can I put the {product} into the oven? The page does not say.',
      'Is the glaze of the {product} free of lead?',
    ],
    turns: [
      [
        'It does, up to 60 degrees. By hand it keeps its shine longer.',
        'Yes, it is tested every year. The certificate is at the bottom of the product page.',
      ],
      ['And the microwave?', 'Is that true of the older ones too? Mine is from last year.'],
      ['That too.', 'Yes, nothing has changed since we opened.'],
      THANKS,
    ],
  },
  {
    openings: [
      'How long does shipping to {city} take?',
      'Do you deliver to {city}, and what would it cost for a {product}?',
      'Is express to {city} possible before {day}?',
    ],
    turns: [
      ['To {city} it takes three to four working days and costs {money}.', 'We do! {money}, and free above 80.'],
      ['Can I choose the day?', 'And if I am not at home?', 'Great. Do you pack without plastic?'],
      [
        'The carrier sends you a link on the morning of delivery; there you can choose.',
        'Only paper and cardboard, yes.',
      ],
      THANKS,
    ],
  },
  {
    openings: [
      'I would like to return the {product} from order {order}.',
      'How do I send something back? The {product} is larger than I thought.',
      'Return for order {order}: the label does not print.',
    ],
    turns: [
      ['Of course. I am sending you a label that the shop prints for you.', 'No problem, you have 30 days.'],
      ['When do I get the {money} back?', 'Can I swap it for a {product} instead?'],
      [
        'As soon as it is here, usually within a week of posting it.',
        'Yes: write the new piece on the slip and we send it the same day.',
      ],
      THANKS,
    ],
  },
  {
    openings: [
      'I was charged {money} twice for order {order}.',
      'My bank shows {money} for order {order} but the total was less. Why?',
      'Could I have an invoice with our company’s name for order {order}?',
    ],
    turns: [
      [
        'I am looking at it with our finance team.',
        'Hello {name}, thank you for telling us. One moment, please.',
        'Certainly, which name should it be?',
      ],
      ['Thank you.', 'The name is the one on the order.', 'No hurry.'],
      [
        'One of the two was only a reservation; it disappears by {day}.',
        'It is in your inbox now. Write again if a line is missing.',
      ],
      THANKS,
    ],
  },
  {
    openings: [
      'When is the {product} back in stock?',
      'Will there be a {product} in the dark glaze again?',
      'I missed the last firing of the {product}. Is there a list I can join?',
    ],
    turns: [
      ['The next firing is on {day}; the shop opens the day after at 9.', 'We plan one for the end of the month.'],
      ['Could you keep two for me?', 'Will it be the same price?'],
      ['I have put your name on two until {day}.', 'The same: {money}.'],
      THANKS,
    ],
  },
  {
    openings: [
      'We are a café in {city} and would like 24 pieces of the {product}. Do you have trade prices?',
      'Is a stamp of our own on the {product} possible? We would take about 40.',
    ],
    turns: [
      ['How lovely! From 20 pieces on we take 12 % off.', 'That is possible from 30 pieces; it takes five weeks.'],
      ['Could you send me a quote?', 'By {day} would be good, we open next month.'],
      ['You have it by {day}.', 'The quote is on its way to you, with a picture of the sample.'],
      THANKS,
    ],
  },
];
