import { payersWords } from '#renderer/customers/payers/words.en.ts';
import { pageWords } from '#renderer/customers/page/words.en.ts';
import { timelineWords } from '#renderer/customers/timeline/words.en.ts';

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
    open: 'Open',
    closed: 'Closed',
    nothingSaid: 'No message',
    hide: 'Hide the customer',
    recent: 'Messages and money',
    showAll: 'Show all',
  },
  page: pageWords,
  payers: payersWords,
  timeline: timelineWords,
};
