import { v7 as uuidv7 } from 'uuid';
import type { CoreCall } from '#server/core/call.ts';
import type { ParsedInputOf } from '#shared/contract.ts';
import type { VisitorPrincipal } from '#shared/wire/access.ts';
import { SITE_KEY } from '#tests/support/workspace.ts';

export const SYSTEM = { kind: 'system' } as const;

export function callOf(name: CoreCall['name'], input: unknown, principal: CoreCall['principal'] = SYSTEM): CoreCall {
  return { name, input, principal, correlationId: uuidv7(), origin: null };
}

export function workspaceCall(changes: Partial<ParsedInputOf<'accounts.createWorkspace'>> = {}): CoreCall {
  const input = {
    id: uuidv7(),
    name: 'The Shop',
    locale: 'en',
    timeZone: 'UTC',
    isDemo: false,
    siteKey: SITE_KEY,
    siteTheme: {},
    people: [],
    ...changes,
  };
  return callOf('accounts.createWorkspace', input);
}

export function visitorOf(siteId: string): VisitorPrincipal {
  const visitorId = uuidv7();
  return { kind: 'visitor', visitorId, siteId, tokenHash: `hash of ${visitorId}` };
}
