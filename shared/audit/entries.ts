/**
 * Every kind of entry the journal can hold. The server records no other (`Change.name`), and the console has a sentence for each.
 * A name stays when nothing records it any more: journals that hold it stay.
 */
export const ENTRY_NAMES = [
  'accounts.workspaceCreated',
  'accounts.invited',
  'accounts.invitationRenewed',
  'accounts.invitationRevoked',
  'accounts.invitationAccepted',
  'accounts.rolesChanged',
  'accounts.deactivated',
  'accounts.reactivated',
  'accounts.sessionOpened',
  'accounts.sessionRevoked',
  'accounts.signInConfirmed',
  'accounts.passwordChanged',
  'accounts.passwordReset',
  'accounts.lockedOut',
  'accounts.unlocked',
  'accounts.availabilityChanged',
  'chat.conversationStarted',
  'chat.conversationChanged',
  'chat.messageAdded',
  'chat.receiptsChanged',
  'customers.visitorArrived',
  'customers.described',
  'monitoring.backupKeyMade',
  'monitoring.backedUp',
  'monitoring.backupFailed',
  'monitoring.compacted',
  'sites.added',
  'sites.changed',
  'sites.keyRotated',
  'sites.enabled',
  'sites.disabled',
] as const;
export type EntryName = (typeof ENTRY_NAMES)[number];

/** What an entry can be about. */
export const SUBJECT_KINDS = [
  'workspace',
  'account',
  'session',
  'site',
  'customer',
  'visitor',
  'conversation',
  'invitation',
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];
