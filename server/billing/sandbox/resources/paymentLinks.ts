import type { Kinds } from '#server/billing/sandbox/kinds.ts';
import { listOf, pageOfItems, PAGING } from '#server/billing/sandbox/protocol/lists.ts';
import {
  boolean,
  changedMetadata,
  clearable,
  currency,
  hash,
  integer,
  limited,
  list,
  metadata,
  notBuilt,
  notBuiltShape,
  oneOf,
  required,
  text,
  url,
} from '#server/billing/sandbox/protocol/parameters.ts';
import { route } from '#server/billing/sandbox/protocol/route.ts';
import type { Route } from '#server/billing/sandbox/protocol/route.ts';
import { invalidRequest } from '#server/billing/sandbox/protocol/stripeError.ts';
import { changeAndTell } from '#server/billing/sandbox/world/world.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';
import { createSession, currencyOf, linesOf } from './checkout.ts';
import type { LineItem } from './checkout.ts';
import { INTENT_DATA, PRICE_INLINE } from './lineItems.ts';

type IntentData = ReturnType<typeof INTENT_DATA.parse>;
type Link = Kinds['payment_link'];

const AFTER = hash({
  type: required(oneOf('hosted_confirmation', 'redirect')),
  hosted_confirmation: hash({ custom_message: text(500) }),
  redirect: hash({ url: required(url()) }),
});

const SETTINGS = {
  after_completion: AFTER,
  allow_promotion_codes: boolean(),
  billing_address_collection: limited(oneOf('auto', 'required'), 'auto'),
  customer_creation: oneOf('always', 'if_required'),
  inactive_message: clearable(text(500)),
  metadata: metadata(),
  payment_intent_data: INTENT_DATA,
  payment_method_collection: oneOf('always', 'if_required'),
  payment_method_types: clearable(list(text())),
  restrictions: clearable(hash({ completed_sessions: required(hash({ limit: required(integer({ minimum: 1 })) })) })),
  submit_type: oneOf('auto', 'book', 'donate', 'pay', 'subscribe'),
  ...notBuiltShape(
    'application_fee_amount',
    'application_fee_percent',
    'automatic_tax',
    'consent_collection',
    'custom_fields',
    'custom_text',
    'invoice_creation',
    'managed_payments',
    'name_collection',
    'on_behalf_of',
    'optional_items',
    'payment_method_options',
    'phone_number_collection',
    'shipping_address_collection',
    'shipping_options',
    'subscription_data',
    'tax_id_collection',
    'transfer_data',
  ),
};

function afterCompletion(given: ReturnType<typeof AFTER.parse> | undefined): Link['after_completion'] {
  if (given?.type === 'redirect') return { type: 'redirect', redirect: { url: given.redirect?.url ?? '' } };
  return {
    type: 'hosted_confirmation',
    hosted_confirmation: { custom_message: given?.hosted_confirmation?.custom_message ?? null },
  };
}

/** Completed sessions of a link are counted only where they are limited. */
const restrictions = (limit: number | undefined, count = 0): Link['restrictions'] =>
  limit === undefined ? null : { completed_sessions: { count, limit } };

const linesOfLink = ({ store }: Pick<World, 'store'>, id: string): readonly LineItem[] =>
  (store.hidden('payment_link', id)['lines'] ?? []) as readonly LineItem[];

const intentOf = ({ store }: Pick<World, 'store'>, id: string): IntentData =>
  store.hidden('payment_link', id)['intent'] ?? {};

/** The data as a link shows it. */
function intentShown(given: IntentData | undefined): Link['payment_intent_data'] {
  if (given === undefined) return null;
  return {
    capture_method: given.capture_method ?? null,
    description: given.description ?? null,
    metadata: changedMetadata({}, given.metadata),
    setup_future_usage: given.setup_future_usage ?? null,
    statement_descriptor: given.statement_descriptor ?? null,
    statement_descriptor_suffix: given.statement_descriptor_suffix ?? null,
    transfer_group: given.transfer_group ?? null,
  };
}

/**
 * A person follows a link: a session of their own.
 * @throws StripeError for a link that is switched off or used up.
 */
export function openLink(world: World, link: Link): Kinds['checkout.session'] {
  const { count, limit } = link.restrictions?.completed_sessions ?? { count: 0, limit: 1 };
  if (!link.active || count >= limit) {
    throw invalidRequest(link.inactive_message ?? 'This link is no longer active.');
  }
  const { after_completion: after } = link;
  return createSession(world, {
    mode: 'payment',
    lines: linesOfLink(world, link.id),
    currency: link.currency,
    successUrl: after.type === 'redirect' ? (after.redirect?.url ?? null) : null,
    cancelUrl: null,
    createsCustomer: link.customer_creation === 'always',
    metadata: link.metadata,
    paymentLink: link.id,
    submitType: link.submit_type === 'auto' ? null : link.submit_type,
    intent: intentOf(world, link.id),
    paymentMethodTypes: link.payment_method_types ?? undefined,
  });
}

export const PAYMENT_LINK_ROUTES: readonly Route[] = [
  route(
    'POST',
    '/v1/payment_links',
    {
      ...SETTINGS,
      currency: currency(),
      line_items: required(
        list(
          hash({
            price: text(),
            price_data: hash(PRICE_INLINE),
            quantity: required(integer({ minimum: 1 })),
            metadata: metadata(),
            adjustable_quantity: notBuilt(),
          }),
        ),
      ),
    },
    (world, given) => {
      const { store, ids, clock, emit } = world;
      const lines = linesOf(world, given.line_items);
      const id = ids.of('payment_link');
      const link: Link = {
        id,
        object: 'payment_link',
        active: true,
        after_completion: afterCompletion(given.after_completion),
        allow_promotion_codes: given.allow_promotion_codes ?? false,
        application: null,
        application_fee_amount: null,
        application_fee_percent: null,
        automatic_tax: { enabled: false, liability: null },
        billing_address_collection: given.billing_address_collection ?? 'auto',
        consent_collection: null,
        currency: currencyOf(lines),
        custom_fields: [],
        custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
        customer_creation: given.customer_creation ?? 'if_required',
        inactive_message: given.inactive_message ?? null,
        invoice_creation: { enabled: false, invoice_data: null },
        livemode: false,
        managed_payments: null,
        metadata: changedMetadata({}, given.metadata),
        on_behalf_of: null,
        payment_intent_data: intentShown(given.payment_intent_data),
        payment_method_collection: given.payment_method_collection ?? 'always',
        payment_method_options: null,
        payment_method_types:
          given.payment_method_types === undefined || given.payment_method_types === null
            ? null
            : [...given.payment_method_types],
        phone_number_collection: { enabled: false },
        restrictions: restrictions(given.restrictions?.completed_sessions.limit),
        shipping_address_collection: null,
        shipping_options: [],
        submit_type: given.submit_type ?? 'auto',
        subscription_data: null,
        tax_id_collection: { enabled: false, required: 'never' },
        transfer_data: null,
        url: `${world.address()}/pay/${id}`,
      };
      store.add('payment_link', link, { created: clock.now(), hidden: { lines, intent: given.payment_intent_data } });
      emit('payment_link.created', link);
      return link;
    },
  ),
  route('GET', '/v1/payment_links', { ...PAGING, active: boolean() }, (world, { active, ...page }) =>
    listOf(world, 'payment_link', page, { active }),
  ),
  route('GET', '/v1/payment_links/:id', {}, ({ store }, _, { id }) => store.need('payment_link', id)),
  route('GET', '/v1/payment_links/:id/line_items', PAGING, (world, page, { id }) => {
    world.store.need('payment_link', id);
    return pageOfItems(linesOfLink(world, id), page, `/v1/payment_links/${id}/line_items`);
  }),
  route(
    'POST',
    '/v1/payment_links/:id',
    { ...SETTINGS, active: boolean(), line_items: notBuilt() },
    (world, given, { id }) => {
      const link = world.store.need('payment_link', id);
      const {
        active,
        after_completion,
        allow_promotion_codes,
        payment_intent_data: intent,
        payment_method_types: types,
        submit_type,
        billing_address_collection,
        customer_creation,
        inactive_message,
      } = given;
      if (intent !== undefined)
        world.store.hide('payment_link', id, { ...world.store.hidden('payment_link', id), intent });
      return changeAndTell(
        world,
        'payment_link',
        link,
        {
          metadata: changedMetadata(link.metadata, given.metadata),
          ...(active === undefined ? {} : { active }),
          ...(after_completion === undefined ? {} : { after_completion: afterCompletion(after_completion) }),
          ...(allow_promotion_codes === undefined ? {} : { allow_promotion_codes }),
          ...(intent === undefined ? {} : { payment_intent_data: intentShown(intent) }),
          ...(types === undefined ? {} : { payment_method_types: types === null ? null : [...types] }),
          ...(submit_type === undefined ? {} : { submit_type }),
          ...(billing_address_collection === undefined ? {} : { billing_address_collection }),
          ...(customer_creation === undefined ? {} : { customer_creation }),
          ...(inactive_message === undefined ? {} : { inactive_message }),
          ...(given.restrictions === undefined
            ? {}
            : {
                restrictions: restrictions(
                  given.restrictions?.completed_sessions.limit,
                  link.restrictions?.completed_sessions.count,
                ),
              }),
        },
        'payment_link.updated',
      );
    },
  ),
];
