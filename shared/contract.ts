import type { z } from 'zod';
import { accountsContract } from '#shared/accounts/contract.ts';
import { invitationsContract } from '#shared/accounts/invitations/contract.ts';
import { peopleContract } from '#shared/accounts/people/contract.ts';
import { staffPresenceContract } from '#shared/accounts/presence/contract.ts';
import { sessionsContract } from '#shared/accounts/sessions/contract.ts';
import { sitesContract } from '#shared/accounts/sites/contract.ts';
import { auditContract } from '#shared/audit/contract.ts';
import { billingConnectionContract } from '#shared/billing/connection/contract.ts';
import { billingEventsContract } from '#shared/billing/events/contract.ts';
import { disputesContract } from '#shared/billing/disputes/contract.ts';
import { overviewContract } from '#shared/billing/overview/contract.ts';
import { paymentsContract } from '#shared/billing/payments/contract.ts';
import { paymentDetailContract } from '#shared/billing/payments/detail/contract.ts';
import { savedFiltersContract } from '#shared/billing/payments/saved/contract.ts';
import { allRefundsContract } from '#shared/billing/refunds/all/contract.ts';
import { refundsContract } from '#shared/billing/refunds/contract.ts';
import { refundReportContract } from '#shared/billing/refunds/report/contract.ts';
import { paymentRequestsContract } from '#shared/billing/requests/contract.ts';
import { billingSyncContract } from '#shared/billing/sync/contract.ts';
import { chatContract } from '#shared/chat/contract.ts';
import { labelsContract } from '#shared/chat/labels/contract.ts';
import { chatPresenceContract } from '#shared/chat/presence/contract.ts';
import { customersContract } from '#shared/customers/contract.ts';
import { payersContract } from '#shared/customers/payers/contract.ts';
import { timelineContract } from '#shared/customers/timeline/contract.ts';
import { feedContract } from '#shared/feed/contract.ts';
import { alertsContract } from '#shared/monitoring/alerts/contract.ts';
import { monitoringContract } from '#shared/monitoring/contract.ts';
import { notificationsContract } from '#shared/notifications/contract.ts';
import { devicesContract } from '#shared/notifications/devices/contract.ts';
import { followingContract } from '#shared/notifications/following/contract.ts';
import { ledgerContract } from '#shared/notifications/ledger/contract.ts';
import { preferencesContract } from '#shared/notifications/preferences/contract.ts';
import { connectionsContract } from '#shared/monitoring/connections/contract.ts';
import { seriesContract } from '#shared/monitoring/series/contract.ts';
import { databaseContract } from '#shared/monitoring/database/contract.ts';
import { jobsContract } from '#shared/monitoring/jobs/contract.ts';
import { servicesContract } from '#shared/monitoring/services/contract.ts';
import type { CommandDeclaration, Declaration, EventDeclaration, QueryDeclaration } from '#shared/wire/contract.ts';

/** Every operation and event there is. What is not here cannot be called. */
export const contract = {
  ...accountsContract,
  ...sessionsContract,
  ...peopleContract,
  ...invitationsContract,
  ...chatContract,
  ...labelsContract,
  ...customersContract,
  ...payersContract,
  ...timelineContract,
  ...feedContract,
  ...sitesContract,
  ...staffPresenceContract,
  ...chatPresenceContract,
  ...monitoringContract,
  ...alertsContract,
  ...seriesContract,
  ...connectionsContract,
  ...jobsContract,
  ...servicesContract,
  ...databaseContract,
  ...auditContract,
  ...billingConnectionContract,
  ...billingEventsContract,
  ...billingSyncContract,
  ...paymentsContract,
  ...paymentDetailContract,
  ...savedFiltersContract,
  ...overviewContract,
  ...paymentRequestsContract,
  ...refundsContract,
  ...allRefundsContract,
  ...refundReportContract,
  ...disputesContract,
  ...notificationsContract,
  ...preferencesContract,
  ...devicesContract,
  ...ledgerContract,
  ...followingContract,
} as const satisfies Readonly<Record<string, Declaration>>;

export type Contract = typeof contract;
type NamesOf<Kind> = { [Name in keyof Contract]: Contract[Name] extends Kind ? Name : never }[keyof Contract];

export type CommandName = NamesOf<CommandDeclaration>;
export type QueryName = NamesOf<QueryDeclaration>;
export type OperationName = CommandName | QueryName;
export type EventName = NamesOf<EventDeclaration>;

/** What a caller may pass (defaults may be left out). */
export type InputOf<Name extends OperationName> = z.input<Contract[Name]['input']>;
/** What a handler receives after parsing. */
export type ParsedInputOf<Name extends OperationName> = z.output<Contract[Name]['input']>;
export type OutputOf<Name extends OperationName> = z.output<Contract[Name]['output']>;
export type EventDataOf<Name extends EventName> = z.output<Contract[Name]['data']>;

export function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(contract, name) && contract[name as keyof Contract].kind !== 'event';
}
