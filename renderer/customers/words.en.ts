import { plural } from '#renderer/app/words/plural.ts';

export const customersWords = {
  panel: {
    title: 'Customer',
    loading: 'Loading the customer',
    failedTitle: 'The customer could not be read',
    email: 'E-mail',
    noEmail: 'Not given',
    firstSeen: 'First seen',
    site: 'Site',
    anonymous: 'Has not said a name',
    earlier: 'Earlier conversations',
    noEarlier: 'This is the first conversation.',
    conversations: (count: number) => plural(count, 'conversation', 'conversations'),
    current: 'Open here now',
    open: 'Open',
    closed: 'Closed',
    nothingSaid: 'No message',
    hide: 'Hide the customer',
  },
};
