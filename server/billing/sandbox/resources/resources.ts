import type { Route } from '#server/billing/sandbox/protocol/route.ts';
import type { TimerAction } from '#server/billing/sandbox/world/timers.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';
import { ACCOUNT_ROUTES } from './account.ts';
import { CARD_ROUTES } from './cards.ts';
import { CATALOG_ROUTES } from './catalog.ts';
import { CHARGE_ROUTES } from './charges.ts';
import { expireByTime, settleSession } from './checkout.ts';
import { CHECKOUT_ROUTES } from './checkoutSessions.ts';
import { CUSTOMER_ROUTES } from './customers.ts';
import { DISPUTE_ROUTES } from './disputes.ts';
import { decideDispute, overdueDispute } from './disputing.ts';
import { EVENT_ROUTES } from './events.ts';
import { FILE_ROUTES } from './files.ts';
import { BALANCE_ROUTES, becomeAvailable } from './ledger.ts';
import { PAYMENT_INTENT_ROUTES } from './paymentIntents.ts';
import { PAYMENT_LINK_ROUTES } from './paymentLinks.ts';
import { PAYMENT_METHOD_ROUTES } from './paymentMethods.ts';
import { arrivePayout, PAYOUT_ROUTES, sendPayout } from './payouts.ts';
import { failRefund, REFUND_ROUTES, settleRefund } from './refunds.ts';
import { settlePayment } from './settling.ts';
import { SETUP_INTENT_ROUTES } from './setupIntents.ts';
import { SOURCE_ROUTES } from './sources.ts';
import { WEBHOOK_ENDPOINT_ROUTES } from './webhookEndpoints.ts';

/** Every operation that the sandbox has. */
export const ROUTES: readonly Route[] = [
  ...ACCOUNT_ROUTES,
  ...BALANCE_ROUTES,
  ...CARD_ROUTES,
  ...CATALOG_ROUTES,
  ...CHARGE_ROUTES,
  ...CHECKOUT_ROUTES,
  ...CUSTOMER_ROUTES,
  ...DISPUTE_ROUTES,
  ...EVENT_ROUTES,
  ...FILE_ROUTES,
  ...PAYMENT_INTENT_ROUTES,
  ...PAYMENT_LINK_ROUTES,
  ...PAYMENT_METHOD_ROUTES,
  ...PAYOUT_ROUTES,
  ...REFUND_ROUTES,
  ...SETUP_INTENT_ROUTES,
  ...SOURCE_ROUTES,
  ...WEBHOOK_ENDPOINT_ROUTES,
];

/** What happens by itself, once its time has come. */
export const TIMER_RULES: Readonly<Record<TimerAction, (world: World, subject: string) => void>> = {
  'balance.available': becomeAvailable,
  'checkout.expire': expireByTime,
  'dispute.decide': decideDispute,
  'dispute.overdue': overdueDispute,
  'payment.settle': (world, id) => {
    settlePayment(world, id);
    settleSession(world, id);
  },
  'payout.arrive': arrivePayout,
  'payout.send': sendPayout,
  'refund.fail': failRefund,
  'refund.settle': settleRefund,
};
