import { timingSafeEqual } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { OperationName, OutputOf, ParsedInputOf } from '#shared/contract.ts';
import { ROLES, type Principal, type StaffPrincipal } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import { hashPassword, verifyPassword } from './password.ts';
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
  readonly submit: <Name extends OperationName>(name: Name, input: ParsedInputOf<Name>) => Promise<OutputOf<Name>>;
  readonly clock: () => number;
  /** What setting up over HTTP needs; null when it is not possible there. The MessagePort needs none. */
  readonly setUpCode: string | null;
  readonly demoSignIns: { readonly emails: readonly string[]; readonly password: string } | null;
}

const LONGEST_CLIENT_NAME = 200;

const sameText = (a: string, b: string): boolean => {
  const [left, right] = [hashToken(a), hashToken(b)];
  return timingSafeEqual(Buffer.from(left), Buffer.from(right));
};

export function createAccountsGateway({ submit, clock, setUpCode, demoSignIns }: AccountsGatewayOptions) {
  // Checked when an e-mail is unknown, so that the time of the answer does not tell.
  const nobodysHash = hashPassword(newToken());

  async function openSession({ connection, at }: Context, accountId: string): Promise<OutputOf<'accounts.signIn'>> {
    const token = newToken();
    const sessionId = uuidv7();
    const opened = await submit('accounts.openSession', {
      sessionId,
      accountId,
      tokenHash: hashToken(token),
      client: connection.client.slice(0, LONGEST_CLIENT_NAME),
      expiresAt: at + SESSION_LIFETIME_MS,
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
        return openSession(context, accountId);
      },

      'accounts.signIn': async (context: Context, { email, password }: ParsedInputOf<'accounts.signIn'>) => {
        const credentials = await submit('accounts.credentials', { email });
        const right = await verifyPassword(credentials?.passwordHash ?? (await nobodysHash), password);
        if (credentials === null || !right) {
          throw new AppError('UNAUTHENTICATED', 'E-mail or password is wrong.', { reason: 'accounts.wrongPassword' });
        }
        return openSession(context, credentials.accountId);
      },

      'accounts.signOut': async ({ connection }: Context): Promise<Record<string, never>> => {
        const { principal } = connection;
        if (principal.kind === 'staff') await submit('accounts.endSession', { sessionId: principal.sessionId });
        connection.signedOut();
        return {};
      },
    },
  };
}
