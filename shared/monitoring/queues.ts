/** The lists of work there are. `events`: of Stripe, to be processed. `fetches`: objects to ask Stripe for. The others are asked of Stripe once each. */
export const QUEUES = ['events', 'fetches', 'refunds', 'answers', 'requests'] as const;
export type QueueName = (typeof QUEUES)[number];
