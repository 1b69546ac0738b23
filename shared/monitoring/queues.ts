/**
 * The lists of work there are. `events`: of Stripe, to be processed. `fetches`: objects to ask Stripe for. `refunds`, `answers` and `requests`
 * are asked of Stripe once each. `pushes`, `webhooks` and `emails` tell people what needs them.
 */
export const QUEUES = ['events', 'fetches', 'refunds', 'answers', 'requests', 'pushes', 'webhooks', 'emails'] as const;
export type QueueName = (typeof QUEUES)[number];
