import type { Generated, Kysely } from 'kysely';

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
  customer: { id: string; name: string | null; email: string | null; createdAt: number };
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
  };
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
    event: 'assigned' | 'unassigned' | 'closed' | 'reopened' | null;
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
}

export type AuthorKind = 'visitor' | 'staff' | 'system';

/** What a command may use. */
export type WritableDatabase = Kysely<Schema>;

/** What a query may use: it cannot write by accident. */
export type ReadableDatabase = Pick<Kysely<Schema>, 'selectFrom' | 'selectNoFrom' | 'with' | 'fn' | 'dynamic'>;
