/** What the service worker tells a page that it has led to. */
export const ARRIVED_BY_PUSH = 'optimaliq:arrived-by-push';
