import { workspaceMigration } from './0001-workspace.ts';
import { accountsMigration } from './0002-accounts.ts';
import { journalMigration } from './0003-journal.ts';
import { chatMigration } from './0004-chat.ts';
import { jobMigration } from './0005-job.ts';
import { conversationNumberMigration } from './0006-conversation-number.ts';
import { subjectNumberMigration } from './0007-subject-number.ts';
import { backupMigration } from './0008-backup.ts';
import { peopleMigration } from './0009-people.ts';
import { sitesAndSessionsMigration } from './0010-sites-and-sessions.ts';
import { conversationCountMigration } from './0011-conversation-count.ts';
import { openOfCustomerMigration } from './0012-open-of-customer.ts';
import { availabilityMigration } from './0013-availability.ts';
import { openOfAssigneeMigration } from './0014-open-of-assignee.ts';
import { billingMigration } from './0015-billing.ts';
import { paymentRequestsMigration } from './0016-payment-requests.ts';
import { ledgerMigration } from './0017-ledger.ts';
import { payersMigration } from './0018-payers.ts';
import { refundsMigration } from './0019-refunds.ts';
import { disputesMigration } from './0020-disputes.ts';
import { refundEntriesMigration } from './0021-refund-entries.ts';
import { conversationLabelsMigration } from './0022-conversation-labels.ts';
import { refundsInThreadsMigration } from './0023-refunds-in-threads.ts';
import { alertsMigration } from './0024-alerts.ts';
import { notificationsMigration } from './0025-notifications.ts';
import type { Migration } from './migration.ts';

/** Every migration, in order. */
export const migrations: readonly Migration[] = [
  workspaceMigration,
  accountsMigration,
  journalMigration,
  chatMigration,
  jobMigration,
  conversationNumberMigration,
  subjectNumberMigration,
  backupMigration,
  peopleMigration,
  sitesAndSessionsMigration,
  conversationCountMigration,
  openOfCustomerMigration,
  availabilityMigration,
  openOfAssigneeMigration,
  billingMigration,
  paymentRequestsMigration,
  ledgerMigration,
  payersMigration,
  refundsMigration,
  disputesMigration,
  refundEntriesMigration,
  conversationLabelsMigration,
  refundsInThreadsMigration,
  alertsMigration,
  notificationsMigration,
];
