import { accountsWords } from '#renderer/accounts/words.en.ts';
import { auditWords } from '#renderer/audit/words.en.ts';
import { billingWords } from '#renderer/billing/words.en.ts';
import { chatWords } from '#renderer/chat/words.en.ts';
import { customersWords } from '#renderer/customers/words.en.ts';
import { notificationsWords } from '#renderer/notifications/words.en.ts';
import { monitoringWords } from '#renderer/monitoring/words.en.ts';
import { appWords } from './app.en.ts';
import { errorWords } from './errors.en.ts';

/** Everything the console says, in English: one part per feature. Another language is another object of this type. */
export const en = {
  app: appWords,
  errors: errorWords,
  accounts: accountsWords,
  chat: chatWords,
  customers: customersWords,
  notifications: notificationsWords,
  monitoring: monitoringWords,
  audit: auditWords,
  billing: billingWords,
};

export type Words = typeof en;
