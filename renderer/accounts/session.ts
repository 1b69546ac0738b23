import type { InputOf, OutputOf } from '#shared/contract.ts';
import type { Client } from '#renderer/client/client.ts';

export type AccountsState = OutputOf<'accounts.state'>;
export type SignedIn = OutputOf<'accounts.signIn'>;

/** Coming and going, whichever way the console reaches its server. Rejections are AppErrors. */
export interface AccountsGateway {
  readonly state: () => Promise<AccountsState>;
  readonly signIn: (input: InputOf<'accounts.signIn'>) => Promise<SignedIn>;
  readonly setUp: (input: InputOf<'accounts.setUp'>) => Promise<SignedIn>;
  readonly signOut: () => Promise<void>;
  readonly invitation: (input: InputOf<'accounts.invitation'>) => Promise<OutputOf<'accounts.invitation'>>;
  readonly acceptInvitation: (input: InputOf<'accounts.acceptInvitation'>) => Promise<SignedIn>;
}

/** On the desktop: over the same line as everything else. */
export function accountsOverClient(client: Pick<Client, 'call'>): AccountsGateway {
  return {
    state: () => client.call('accounts.state', {}),
    signIn: (input) => client.call('accounts.signIn', input),
    setUp: (input) => client.call('accounts.setUp', input),
    invitation: (input) => client.call('accounts.invitation', input),
    acceptInvitation: (input) => client.call('accounts.acceptInvitation', input),
    signOut: async () => {
      await client.call('accounts.signOut', {});
    },
  };
}
