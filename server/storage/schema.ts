import type { Generated, Kysely } from 'kysely';
import type { Answer } from '#shared/billing/disputes/contract.ts';
import type { FileField, FileType, TextField } from '#shared/billing/disputes/evidence.ts';
import type { RefundState } from '#shared/billing/refunds/contract.ts';
import type { ThreadEvent } from '#shared/chat/contract.ts';
import type { Severity } from '#shared/monitoring/alerts/rule.ts';
import type {
  Ability,
  Channel,
  DeliveryReason,
  DeliveryState,
  NotificationKind,
  Urgency,
} from '#shared/notifications/kinds.ts';
import type { SubjectKind } from '#shared/audit/entries.ts';

/** Every table, as its rows are. Times are UTC milliseconds; booleans 0 or 1; `*Json` columns hold JSON text. */
export interface Schema {
  workspace: {
    id: string;
    name: string;
    locale: string;
    timeZone: string;
    isDemo: number;
    createdAt: number;
  };
  setting: { key: string; valueJson: string; updatedAt: number };
  account: {
    id: string;
    email: string;
    name: string;
    rolesJson: string;
    passwordHash: string;
    createdAt: number;
    deactivatedAt: number | null;
  };
  availability: { accountId: string; choice: 'online' | 'away' | 'offline'; chosenAt: number };
  session: {
    id: string;
    accountId: string;
    tokenHash: string;
    client: string;
    createdAt: number;
    expiresAt: number;
    revokedAt: number | null;
    /** The network address it was opened from; null when unknown. */
    address: string | null;
    /** When a call of it was last answered, to some minutes; null before the first. */
    lastUsedAt: number | null;
    /** SHA-256 of the secret by which its device is known again; null when unknown. */
    deviceHash: string | null;
    /** 1 while nobody has said that this sign-in on a new device was theirs. */
    isNews: Generated<number>;
  };
  invitation: {
    id: string;
    email: string;
    rolesJson: string;
    tokenHash: string;
    invitedBy: string;
    createdAt: number;
    expiresAt: number;
    acceptedAt: number | null;
    revokedAt: number | null;
  };
  /** `key` is a hash of an e-mail address or of a network address, whether anybody has it or not. */
  sign_in_failure: { key: string; failures: number; lastAt: number; lockedUntil: number | null };
  /** Written now and then, outside the journal: it is nobody's decision. */
  account_seen: { accountId: string; at: number };
  api_key: {
    id: string;
    name: string;
    keyHash: string;
    permissionsJson: string;
    createdBy: string;
    createdAt: number;
    revokedAt: number | null;
  };
  site: {
    id: string;
    key: string;
    name: string;
    allowedOriginsJson: string;
    locale: string;
    themeJson: string;
    createdAt: number;
    /** Since when its chat is switched off, or null. */
    disabledAt: number | null;
  };
  customer: {
    id: string;
    name: string | null;
    email: string | null;
    createdAt: number;
    /** `staff`: a colleague vouches for the address; null: nobody does. */
    emailBy: 'staff' | null;
  };
  visitor: { id: string; siteId: string; customerId: string; tokenHash: string; createdAt: number };
  conversation: {
    /** By which its thread items find it; never leaves the server. */
    number: Generated<number>;
    id: string;
    siteId: string;
    customerId: string;
    assigneeId: string | null;
    status: 'open' | 'closed';
    /** Counts what a visitor can see happen, from 1, without gaps: the visitor's cursor. */
    revision: number;
    lastSeq: number;
    visitorDelivered: number;
    visitorRead: number;
    staffDelivered: number;
    staffRead: number;
    unread: number;
    waitingSince: number | null;
    lastMessageSeq: number | null;
    lastMessagePreview: string | null;
    lastMessageAuthorKind: AuthorKind | null;
    lastMessageAt: number | null;
    createdAt: number;
    activeAt: number;
    /** `seq` of the newest line that tells of a refund whose money did not arrive; null without one. */
    failedSeq: number | null;
  };
  /** How many conversations somebody has written in there are of each kind; triggers keep it. `assigneeId` is '' for nobody's. */
  conversation_count: { status: 'open' | 'closed'; assigneeId: string; hasUnread: number; count: number };
  /** `sound`: the label in small letters. */
  conversation_label: { conversationId: string; label: string; sound: string };
  thread_item: {
    id: string;
    conversationNumber: number;
    seq: number;
    kind: 'message' | 'note' | 'event' | 'object';
    visibility: 'public' | 'internal';
    body: string;
    authorKind: AuthorKind;
    authorId: string | null;
    /** For kind `event`: what happened; whom it concerns is the object. */
    event: ThreadEvent['type'] | null;
    objectKind: string | null;
    objectId: string | null;
    at: number;
    editedAt: number | null;
    erasedAt: number | null;
  };
  journal: {
    seq: number;
    version: number;
    at: number;
    name: string;
    actorKind: string;
    actorId: string | null;
    correlationId: string;
    causationSeq: number | null;
    subjectsJson: string;
    factsJson: string;
    previousHash: string;
    hash: string;
  };
  /** Whatever journal entries are about, named once. */
  subject: { number: Generated<number>; kind: string; id: string };
  journal_entry_subject: { subjectNumber: number; seq: number };
  /** A view of the two: which entries are about what. */
  journal_subject: { kind: string; id: string; seq: number };
  command_receipt: {
    operation: string;
    id: string;
    principal: string;
    inputHash: string;
    answerJson: string;
    at: number;
  };
  job: {
    id: string;
    kind: string;
    payloadJson: string;
    state: 'due' | 'leased' | 'done' | 'dead';
    attempts: number;
    runAt: number;
    leaseUntil: number | null;
    lastError: string | null;
    createdAt: number;
  };
  backup: {
    id: string;
    startedAt: number;
    endedAt: number;
    outcome: 'whole' | 'failed';
    fileName: string | null;
    bytes: number | null;
    journalSeq: number | null;
    /** Why it failed, in words. */
    failure: string | null;
  };
  /** One row at most: a workspace mirrors one account of Stripe. */
  billing_connection: {
    accountId: string;
    accountName: string | null;
    mode: 'demo' | 'test' | 'live';
    accountCreatedAt: number | null;
    connectedAt: number;
    disconnectedAt: number | null;
  };
  /** Stripe's objects as they came. */
  stripe_object: {
    number: Generated<number>;
    kind: string;
    id: string;
    /** The payment it belongs to; null for customers and the like. */
    paymentId: string | null;
    /** Unix seconds, Stripe's: all that happened before is in it. */
    asOf: number;
    /** The last second of which something may already be in it. */
    mayHoldUntil: number;
    /** 1: Stripe does not have it any more. */
    isGone: Generated<number>;
    /** Its JSON text, compressed (server/storage/packing/packing.ts). */
    packed: Uint8Array;
  };
  stripe_event: {
    /** In the order of arrival. */
    number: Generated<number>;
    id: string;
    type: string;
    createdAt: number;
    receivedAt: number;
    via: 'webhook' | 'poll';
    apiVersion: string | null;
    objectKind: string | null;
    objectId: string | null;
    paymentId: string | null;
    state: 'waiting' | 'processed' | 'kept' | 'dead';
    outcome: 'applied' | 'older' | 'fetched' | null;
    attempts: number;
    processedAt: number | null;
    lastError: string | null;
    packed: Uint8Array;
  };
  stripe_event_history: { eventNumber: number; step: number; at: number; what: string; detail: string | null };
  /** Objects to fetch. `runAt` is null for those given up. */
  stripe_fetch: {
    kind: string;
    id: string;
    attempts: number;
    runAt: number | null;
    lastError: string | null;
    /** Unix seconds, Stripe's: only what was asked for after this answers it. */
    newerThan: number;
    createdAt: number;
  };
  sync_state: { name: string; valueJson: string };
  shape_notice: {
    kind: string;
    path: string;
    problem: 'missing' | 'unknownField' | 'unknownValue' | 'wrongType';
    count: number;
    firstAt: number;
    lastAt: number;
    sampleId: string;
  };
  reconciliation: {
    id: string;
    trigger: 'schedule' | 'person' | 'start';
    from: number;
    startedAt: number;
    endedAt: number | null;
    state: 'running' | 'done' | 'failed';
    checked: number;
    missing: number;
    stale: number;
    missedEvents: number;
    failure: string | null;
    samplesJson: string;
  };
  /** A payment as it is read: computed from the mirrored objects, never written by hand. */
  payment: {
    /** The second of its creation times a million, plus its place in that second: in the order of time. */
    number: number;
    id: string;
    state: 'succeeded' | 'failed' | 'uncaptured' | 'processing' | 'actionRequired' | 'incomplete' | 'canceled';
    /** Minor units of `currency` (upper-case), as all amounts here. */
    amount: number;
    amountReceived: number;
    amountRefunded: number;
    currency: string;
    /** `amount` in thousandths of the major unit. */
    thousandths: number;
    declineCode: string | null;
    methodType: string | null;
    brand: string | null;
    last4: string | null;
    email: string | null;
    name: string | null;
    description: string | null;
    stripeCustomerId: string | null;
    refunded: 'none' | 'partial' | 'full';
    disputeState: string | null;
    disputeDueAt: number | null;
    capturedAt: number | null;
    /** Of the charge that succeeded, in the balance's currency. */
    fee: number | null;
    net: number | null;
    feeCurrency: string | null;
  };
  /** Full text over payments; `rowid` is `payment.number`. */
  payment_search: { rowid: number; words: string };
  /** A refund of Stripe's: computed from the mirrored object, as the two tables after it. */
  refund: {
    id: string;
    paymentId: string;
    createdAt: number;
    amount: number;
    currency: string;
    state: 'pending' | 'requires_action' | 'succeeded' | 'failed' | 'canceled';
    /** 1: it lets go what a capture left over, and gives no money back. */
    isRelease: number;
    reason: string | null;
    failureReason: string | null;
  };
  dispute: {
    id: string;
    paymentId: string;
    createdAt: number;
    amount: number;
    currency: string;
    /** Stripe's. */
    state: string;
    reason: string | null;
    /** Until when evidence can be handed in, whatever the state. */
    dueAt: number | null;
  };
  /** What was booked on the balance for a payment: its charge, its refunds, its disputes. */
  balance_entry: {
    id: string;
    paymentId: string;
    paymentCurrency: string;
    bookedAt: number;
    /** Stripe's reporting category: `charge`, `refund`, `dispute` ... */
    category: string;
    /** Minor units of `currency`, the balance's; `net` is `amount` less `fee`. */
    amount: number;
    fee: number;
    net: number;
    currency: string;
  };
  /** Stripe's customers as they are looked for: computed from the mirrored objects. */
  stripe_customer: { number: Generated<number>; id: string; email: string | null; name: string | null };
  /** Full text over them; `rowid` is `stripe_customer.number`. */
  stripe_customer_search: { rowid: number; words: string };
  /** Whose payments they are. Undone ones stay, so that they are not matched again by the machine. */
  payer_link: {
    /** A Stripe customer's id, or that of a payment that has none. */
    payerId: string;
    customerId: string;
    how: 'verified' | 'email' | 'hand' | 'request';
    linkedAt: number;
    linkedBy: string | null;
    undoneAt: number | null;
  };
  saved_filter: {
    id: string;
    accountId: string;
    list: 'payments' | 'refunds';
    name: string;
    filterJson: string;
    sortJson: string;
    createdAt: number;
  };
  payment_request: {
    id: string;
    conversationId: string;
    kind: 'paymentLink' | 'checkout';
    /** `plink_...` or `cs_...`; null until Stripe has made it. */
    stripeId: string | null;
    amount: number;
    currency: string;
    description: string;
    url: string | null;
    state: 'making' | 'open' | 'paid' | 'expired' | 'canceled' | 'failed';
    paymentId: string | null;
    createdBy: string;
    createdAt: number;
    paidAt: number | null;
    expiresAt: number | null;
    /** Stripe's refusal, in words. */
    failure: string | null;
  };
  refund_intent: {
    id: string;
    paymentId: string;
    conversationId: string | null;
    amount: number;
    currency: string;
    reason: 'duplicate' | 'fraudulent' | 'requested_by_customer' | null;
    note: string | null;
    words: string | null;
    state: RefundState;
    draftedBy: string | null;
    draftedAt: number | null;
    requestedBy: string | null;
    requestedAt: number | null;
    decidedBy: string | null;
    decidedAt: number | null;
    decisionNote: string | null;
    expiresAt: number | null;
    /** The parameters of the call, as JSON; written once, when it is decided that the money goes back. */
    request: string | null;
    idempotencyKey: string | null;
    /** When Stripe was asked for the first time. */
    sentAt: number | null;
    attempts: number;
    /** When the outbox looks at it next; null when it need not. */
    nextAt: number | null;
    stripeId: string | null;
    failureCode: string | null;
    failure: string | null;
    /** When the customer was told its words, in its conversation; null before, and where there are none. */
    toldAt: number | null;
    changedAt: number;
  };
  /** A refund, made here, at Stripe or only thought of: kept by triggers of `refund`, `refund_intent` and `payment`, never written otherwise. */
  refund_entry: {
    /** The intent's, or of a refund made at Stripe its own. */
    id: string;
    intentId: string | null;
    stripeId: string | null;
    paymentId: string;
    /** When Stripe made it; before that, when it was first written down here. */
    at: number;
    amount: number;
    currency: string;
    /** `amount` in thousandths of the major unit. */
    thousandths: number;
    state: RefundState;
    /** 1: money is on its way or has arrived. */
    isGiven: number;
    origin: 'here' | 'stripe';
    reason: string | null;
    failureCode: string | null;
    /** The payment's description. */
    product: string | null;
    conversationId: string | null;
    draftedBy: string | null;
    requestedBy: string | null;
    requestedAt: number | null;
    decidedBy: string | null;
    decidedAt: number | null;
    /** Who decided that it goes back. */
    approvedBy: string | null;
  };
  /** Evidence while it is collected; `revision` counts its changes. */
  evidence_draft: { disputeId: string; revision: number };
  evidence_text: {
    disputeId: string;
    field: TextField;
    text: string;
    version: number;
    editedBy: string;
    editedAt: number;
  };
  /** `sha256` is null once a file was taken off again. */
  evidence_file: {
    disputeId: string;
    field: FileField;
    sha256: string | null;
    name: string;
    version: number;
    addedBy: string;
    addedAt: number;
  };
  /** What files hold, each once. */
  evidence_content: { sha256: string; type: FileType; size: number; bytes: Uint8Array };
  /** Of files that are on their way here. */
  evidence_part: { uploadId: string; part: number; bytes: Uint8Array; accountId: string; at: number };
  dispute_answer: {
    id: string;
    disputeId: string;
    deed: Answer['deed'];
    stage: Answer['stage'];
    state: Answer['state'];
    answeredBy: string;
    answeredAt: number;
    /** The texts and files that it holds, as they were when somebody said so. */
    contentJson: string;
    /** The parameters of the call, as JSON; written once, when every file is at Stripe. */
    request: string | null;
    idempotencyKey: string;
    /** When Stripe was asked for the first time. */
    sentAt: number | null;
    attempts: number;
    nextAt: number | null;
    failureCode: string | null;
    failure: string | null;
    changedAt: number;
  };
  /** `stateJson`: what is known of it after the last step that was evaluated; null before the first. A removed one stays for what fired of it. */
  alert_rule: {
    id: string;
    revision: number;
    ruleJson: string;
    stateJson: string | null;
    changedAt: number;
    removedAt: number | null;
  };
  /** What fired, with its rule and its route as they were then. */
  alert: {
    id: string;
    ruleId: string;
    ruleJson: string;
    severity: Severity;
    groupKey: string;
    labelsJson: string;
    startedAt: number;
    value: number | null;
    lastValue: number | null;
    acknowledgedBy: string | null;
    acknowledgedAt: number | null;
    resolvedBy: string | null;
    resolvedAt: number | null;
    resolvedAs: 'recovered' | 'person' | 'ruleChanged' | 'ruleRemoved' | null;
    routeName: string;
    planJson: string;
    /** How many steps of the plan were told. */
    told: number;
    nextStepAt: number | null;
  };
  alert_told: { alertId: string; step: number; accountId: string; at: number };
  alert_silence: {
    id: string;
    ruleId: string | null;
    labelsJson: string;
    startsAt: number;
    endsAt: number;
    reason: string;
    createdBy: string;
  };
  dispute_answer_file: { answerId: string; sha256: string; stripeId: string };
  /** One row at most: up to where the journal was followed. */
  notification_follower: { id: number; seq: number };
  /** What is still to be derived: of which source, about what. */
  notification_touched: { kind: NotificationKind; about: SubjectKind; aboutId: string };
  notification: {
    id: Generated<number>;
    accountId: string;
    kind: NotificationKind;
    /** What its source was asked about: a kind of subject, and which. */
    about: SubjectKind;
    aboutId: string;
    subjectKind: SubjectKind;
    subjectId: string;
    since: number;
    urgency: Urgency;
    deadline: number | null;
    factsJson: string;
    /** How many times it was told, from 1: each has deliveries of its own. */
    round: number;
    createdAt: number;
    /** When the last round began. */
    toldAt: number;
    seenAt: number | null;
    openedAt: number | null;
    /** When it is derived anew for time alone. */
    changesAt: number | null;
    /** When it goes on to the next channel, unless it was shown. */
    goesOnAt: number | null;
    closedAt: number | null;
    closedBy: 'handled' | 'dismissed' | null;
  };
  notification_delivery: {
    id: Generated<number>;
    notificationId: number;
    round: number;
    channel: Channel;
    /** A device's or a webhook's id; '' where there is none. */
    targetId: string;
    accountId: string;
    state: DeliveryState;
    reason: DeliveryReason | null;
    detail: string | null;
    /** The first of those that went as one; its own where it went alone, null before. */
    bundleId: number | null;
    isBundled: number;
    attempts: number;
    queuedAt: number;
    dueAt: number;
    /** Until then nobody else takes it. */
    leaseUntil: number | null;
    sentAt: number | null;
    endedAt: number | null;
    clickedAt: number | null;
    withdrawnAt: number | null;
  };
  notification_device: {
    id: string;
    accountId: string;
    /** In which it was last said to be theirs. */
    sessionId: string;
    name: string;
    form: 'desktop' | 'browser';
    ability: Ability;
    showsText: number;
    seenAt: number;
    pushEndpoint: string | null;
    pushP256dh: string | null;
    pushAuth: string | null;
  };
  notification_choice: { accountId: string; kind: NotificationKind; channel: Channel; isOn: number };
  /** `revision`: the cursor of this person's topic. `lastDueAt`: what is told shortly after it is told together. */
  notification_person: { accountId: string; revision: number; lastDueAt: number; quietHoursJson: string | null };
  notification_webhook: {
    id: string;
    name: string;
    url: string;
    kindsJson: string;
    createdBy: string;
    createdAt: number;
    lastAt: number | null;
    lastFailure: string | null;
    removedAt: number | null;
  };
  /** E-mails to be sent once there is a provider. */
  email_outbox: {
    id: Generated<number>;
    accountId: string;
    deliveryId: number;
    state: 'waiting' | 'withdrawn';
    createdAt: number;
  };
}

export type AuthorKind = 'visitor' | 'staff' | 'system';

/** What a command may use. */
export type WritableDatabase = Kysely<Schema>;

/** What a query may use: it cannot write by accident. */
export type ReadableDatabase = Pick<Kysely<Schema>, 'selectFrom' | 'selectNoFrom' | 'with' | 'fn' | 'dynamic'>;
