import { sql, type RawBuilder } from 'kysely';

/** The numbers of a customer's payments: of Stripe's customers that are linked with them, and of single payments. Each is found by key. */
export const theirNumbers = (customerId: string): RawBuilder<unknown> => sql`
  SELECT payment.number FROM payer_link AS link CROSS JOIN payment INDEXED BY payment_of_customer
    ON payment.stripeCustomerId = link.payerId
    WHERE link.customerId = ${customerId} AND link.undoneAt IS NULL AND payment.stripeCustomerId IS NOT NULL
  UNION ALL
  SELECT payment.number FROM payer_link AS link CROSS JOIN payment ON payment.id = link.payerId
    WHERE link.customerId = ${customerId} AND link.undoneAt IS NULL AND payment.stripeCustomerId IS NULL`;
