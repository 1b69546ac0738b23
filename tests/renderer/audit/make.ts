import type { Entry } from '#shared/audit/contract.ts';
import { idOf, ME } from '#tests/renderer/chat/support/make.ts';

export const ADA = ME;
export const BEN = idOf(701);
export const CONVERSATION = idOf(702);
export const CUSTOMER = idOf(703);
export const SITE = idOf(704);

/** An entry by Ada, as the server tells it. */
export function makeEntry(changes: Partial<Entry> = {}): Entry {
  return {
    seq: 7,
    at: Date.UTC(2026, 10, 25, 14, 5, 9),
    name: 'accounts.rolesChanged',
    actor: { kind: 'staff', id: ADA, name: 'Ada Park' },
    subjects: [],
    facts: {},
    ...changes,
  };
}

export const ben = { kind: 'account', id: BEN, label: 'Ben Ode' };
export const ada = { kind: 'account', id: ADA, label: 'Ada Park' };
export const conversation = { kind: 'conversation', id: CONVERSATION, label: null };
export const customer = { kind: 'customer', id: CUSTOMER, label: null };
export const site = { kind: 'site', id: SITE, label: 'Kiln & Clay' };
