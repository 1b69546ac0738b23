import { v7 as uuidv7 } from 'uuid';
import type { CoreCall } from '#server/core/call.ts';
import type { ParsedInputOf } from '#shared/contract.ts';
import type { VisitorPrincipal } from '#shared/wire/access.ts';
import { workspaceInput } from '#tests/support/workspace.ts';

export const SYSTEM = { kind: 'system' } as const;

export function callOf(name: CoreCall['name'], input: unknown, principal: CoreCall['principal'] = SYSTEM): CoreCall {
  return { name, input, principal, correlationId: uuidv7(), origin: null };
}

export function workspaceCall(changes: Partial<ParsedInputOf<'accounts.createWorkspace'>> = {}): CoreCall {
  return callOf('accounts.createWorkspace', workspaceInput(changes));
}

export function visitorOf(siteId: string): VisitorPrincipal {
  const visitorId = uuidv7();
  return { kind: 'visitor', visitorId, siteId, tokenHash: `hash of ${visitorId}` };
}
