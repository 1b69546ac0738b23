import { timingSafeEqual } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { OutputOf, ParsedInputOf } from '#shared/contract.ts';
import { ROLES, type Principal, type StaffPrincipal } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import { createLastSeen } from './lastSeen.ts';
import { hashPassword } from './password.ts';
import { createPasswordCheck, type AllowedFailures } from './passwordCheck.ts';
import { staffOf } from './staffOf.ts';
import type { Submit } from './submit.ts';
import { newSiteKey } from './siteKey.ts';
import { hashToken, newToken } from './token.ts';

/** A session holds this long, in milliseconds. */
export const SESSION_LIFETIME_MS = 7 * 24 * 60 * 60 * 1_000;

/** The line a person signs in on, as far as this feature must know it. */
interface Line {
  readonly carrier: 'messagePort' | 'socketIo' | 'http';
  /** The network address, or `local`. */
  readonly address: string;
  readonly client: string;
  /** The secret by which the device is known again. */
  readonly device: string;
  readonly principal: Principal;
  signedIn(principal: StaffPrincipal, token: string): void;
  signedOut(): void;
}

interface Context {
  readonly connection: Line;
  readonly at: number;
}

export interface AccountsGatewayOptions {
  readonly submit: Submit;
  readonly clock: () => number;
  /** What setting up over HTTP needs; null when it is not possible there. The MessagePort needs none. */
  readonly setUpCode: string | null;
  readonly allowedFailures: AllowedFailures;
  /** Accounts that have a line open now. */
  readonly connected: () => ReadonlySet<string>;
  readonly demoSignIns: { readonly emails: readonly string[]; readonly password: string } | null;
}

const LONGEST_CLIENT_NAME = 200;

const sameText = (a: string, b: string): boolean => {
  const [left, right] = [hashToken(a), hashToken(b)];
  return timingSafeEqual(Buffer.from(left), Buffer.from(right));
};

const wrongPassword = (): AppError =>
  new AppError('UNAUTHENTICATED', 'E-mail or password is wrong.', { reason: 'accounts.wrongPassword' });

export function createAccountsGateway(options: AccountsGatewayOptions) {
  const { submit, clock, setUpCode, demoSignIns } = options;
  const passwordCheck = createPasswordCheck(submit, options.allowedFailures);
  const lastSeen = createLastSeen(submit, options.connected);

  async function openSession(
    { connection, at }: Context,
    accountId: string,
    attemptFrom: string | null,
  ): Promise<OutputOf<'accounts.signIn'>> {
    const token = newToken();
    const sessionId = uuidv7();
    const opened = await submit('accounts.openSession', {
      sessionId,
      accountId,
      tokenHash: hashToken(token),
      client: connection.client.slice(0, LONGEST_CLIENT_NAME),
      expiresAt: at + SESSION_LIFETIME_MS,
      attemptFrom,
      from: { address: connection.address, deviceHash: hashToken(connection.device) },
    });
    connection.signedIn(principalOf({ ...opened, sessionId }), token);
    return opened;
  }

  const principalOf = (session: OutputOf<'accounts.signIn'> & { sessionId: string }): StaffPrincipal => ({
    kind: 'staff',
    accountId: session.account.id,
    sessionId: session.sessionId,
    name: session.account.name,
    roles: session.account.roles,
    expiresAt: session.expiresAt,
  });

  function checkSetUpCode(carrier: Line['carrier'], code: string | undefined): void {
    if (carrier === 'messagePort') return;
    if (setUpCode === null) {
      throw new AppError('FORBIDDEN', 'Set this workspace up in the desktop window.', {
        reason: 'accounts.setUpElsewhere',
      });
    }
    if (code === undefined || !sameText(code.toUpperCase(), setUpCode)) {
      throw new AppError('FORBIDDEN', 'This is not the set-up code that the server printed when it started.', {
        reason: 'accounts.setUpCode',
      });
    }
  }

  return {
    /** The person behind a session token, or null when it does not hold. */
    authenticate: async (token: string): Promise<StaffPrincipal | null> => {
      const session = await submit('accounts.session', { tokenHash: hashToken(token) });
      return session === null ? null : principalOf(session);
    },

    /** A line has closed. */
    left: lastSeen.leave,
    /** Makes it durable when people were last connected. */
    keepLastSeen: lastSeen.keep,

    handlers: {
      'accounts.state': async ({ connection }: Context): Promise<OutputOf<'accounts.state'>> => {
        const workspace = await submit('accounts.workspace', {});
        const { principal } = connection;
        const staff = principal.kind === 'staff' && principal.expiresAt > clock() ? principal : null;
        const account = staff === null ? null : await submit('accounts.account', { accountId: staff.accountId });
        return {
          workspace,
          account,
          expiresAt: account === null ? null : (staff?.expiresAt ?? null),
          setUpNeedsCode: connection.carrier !== 'messagePort',
          demoSignIns: demoSignIns === null ? null : { ...demoSignIns, emails: [...demoSignIns.emails] },
        };
      },

      'accounts.setUp': async (context: Context, input: ParsedInputOf<'accounts.setUp'>) => {
        const { id, workspaceName, name, email, locale, timeZone, code, password } = input;
        checkSetUpCode(context.connection.carrier, code);
        if ((await submit('accounts.workspace', {})) !== null) {
          throw new AppError('CONFLICT', 'This workspace has already been set up. Sign in instead.', {
            reason: 'accounts.alreadySetUp',
          });
        }
        const passwordHash = await hashPassword(password);
        const accountId = uuidv7();
        await submit('accounts.createWorkspace', {
          id,
          name: workspaceName,
          locale,
          timeZone,
          isDemo: false,
          siteKey: newSiteKey(),
          siteTheme: {},
          // Somebody must be able to do everything: the first person has every role.
          people: [{ id: accountId, name, email, roles: [...ROLES], passwordHash }],
        });
        return openSession(context, accountId, null);
      },

      'accounts.signIn': async (context: Context, { email, password }: ParsedInputOf<'accounts.signIn'>) => {
        const { address } = context.connection;
        const accountId = await passwordCheck({ email, address, password });
        if (accountId === null) throw wrongPassword();
        return openSession(context, accountId, address).catch((thrown: unknown) => {
          // Deactivated since the password was checked.
          throw thrown instanceof AppError && thrown.code === 'NOT_FOUND' ? wrongPassword() : thrown;
        });
      },

      'accounts.invitation': (_context: Context, { code }: ParsedInputOf<'accounts.invitation'>) =>
        submit('accounts.findInvitation', { tokenHash: hashToken(code) }),

      'accounts.acceptInvitation': async (context: Context, input: ParsedInputOf<'accounts.acceptInvitation'>) => {
        const tokenHash = hashToken(input.code);
        // Before the slow hash, which a link that opens nothing is not worth.
        await submit('accounts.findInvitation', { tokenHash });
        const passwordHash = await hashPassword(input.password);
        const accountId = uuidv7();
        await submit('accounts.admitInvited', { tokenHash, accountId, name: input.name, passwordHash });
        return openSession(context, accountId, null);
      },

      'accounts.changePassword': async (
        { connection }: Context,
        { currentPassword, newPassword, endOtherSessions }: ParsedInputOf<'accounts.changePassword'>,
      ): Promise<OutputOf<'accounts.changePassword'>> => {
        const { principal, address } = connection;
        const { accountId, sessionId } = staffOf({ principal });
        const account = await submit('accounts.account', { accountId });
        const found = account && (await passwordCheck({ email: account.email, address, password: currentPassword }));
        if (found !== accountId) {
          throw new AppError('FORBIDDEN', 'This is not your current password.', { reason: 'accounts.currentPassword' });
        }
        const passwordHash = await hashPassword(newPassword);
        const input = { accountId, passwordHash, sessionId, endOtherSessions, address };
        return submit('accounts.setPassword', input, principal);
      },

      'accounts.people': lastSeen.people,

      'accounts.signOut': async ({ connection }: Context): Promise<Record<string, never>> => {
        const { principal } = connection;
        if (principal.kind === 'staff') await submit('accounts.endSession', { sessionId: principal.sessionId });
        connection.signedOut();
        return {};
      },
    },
  };
}
