import type { OutputOf } from '#shared/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { AccountsState, SignedIn } from '#renderer/accounts/session.ts';
import type { Connection } from '#renderer/app/connect.ts';
import type { LineState, SessionClient } from '#renderer/client/client.ts';

export const WORKSPACE: OutputOf<'accounts.signIn'>['workspace'] = {
  id: '01932c5e-7f0a-7c3e-9d5b-2f6a1c0e8b44',
  name: 'Linen & Co',
  locale: 'en-GB',
  timeZone: 'Europe/Berlin',
  isDemo: false,
};

export const SESSION: SignedIn = {
  account: {
    id: '01932c5e-7f0a-7c3e-9d5b-2f6a1c0e8b45',
    name: 'Ada Park',
    email: 'ada@linen.test',
    roles: ['support'],
  },
  workspace: WORKSPACE,
  expiresAt: 1_800_000_000_000,
};

export const SIGNED_OUT: AccountsState = {
  workspace: WORKSPACE,
  account: null,
  expiresAt: null,
  setUpNeedsCode: false,
  demoSignIns: null,
};
export const SIGNED_IN: AccountsState = { ...SIGNED_OUT, ...SESSION };
export const NOT_SET_UP: AccountsState = { ...SIGNED_OUT, workspace: null };

/** A client whose line and session end when the test says so. */
export function createFakeClient() {
  const lineListeners = new Set<(line: LineState) => void>();
  const endListeners = new Set<() => void>();
  const rolesListeners = new Set<() => void>();
  let line: LineState = { state: 'online' };
  const client: SessionClient = {
    call: () => Promise.reject(new AppError('UNAVAILABLE', 'This client answers nothing.')),
    subscribe: () => () => undefined,
    line: () => line,
    onLine(listener) {
      lineListeners.add(listener);
      return () => lineListeners.delete(listener);
    },
    onSignedOut(listener) {
      endListeners.add(listener);
      return () => endListeners.delete(listener);
    },
    onRolesChanged(listener) {
      rolesListeners.add(listener);
      return () => rolesListeners.delete(listener);
    },
    retryNow: () => undefined,
    close: () => undefined,
  };
  return {
    client,
    setLine(next: LineState) {
      line = next;
      for (const listener of lineListeners) listener(next);
    },
    changeRoles() {
      for (const listener of rolesListeners) listener();
    },
    endSession() {
      for (const listener of endListeners) listener();
    },
  };
}

/** A way to a server that answers `accounts.state` with what the test sets. */
export function createFakeConnection(first: AccountsState | AppError, { desktop = false } = {}) {
  const fake = createFakeClient();
  let answer = first;
  const released: SessionClient[] = [];
  const answerNow = () => (answer instanceof AppError ? Promise.reject(answer) : Promise.resolve(answer));
  const connection: Connection = {
    native: null,
    accounts: {
      state: answerNow,
      signIn: () => Promise.resolve(SESSION),
      setUp: () => Promise.resolve(SESSION),
      invitation: () => Promise.reject(new AppError('NOT_FOUND', 'This server invites nobody.')),
      acceptInvitation: () => Promise.resolve(SESSION),
      signOut: async () => {
        await answerNow();
        answer = SIGNED_OUT;
        // As the servers do it: the connection is told of the end that its own call brought about.
        fake.endSession();
      },
    },
    line: desktop ? fake.client : null,
    open: () => Promise.resolve(fake.client),
    release: (client) => void released.push(client),
  };
  return {
    ...fake,
    connection,
    released,
    answer(next: AccountsState | AppError) {
      answer = next;
    },
  };
}
