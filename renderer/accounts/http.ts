import type { OutputOf } from '#shared/contract.ts';
import { AppError, ERROR_CODES, type ErrorCode, type ErrorDetails } from '#shared/wire/errors.ts';
import type { AccountsGateway, AccountsState, SignedIn } from './session.ts';

/** In a browser: over HTTP, because only HTTP can set the HttpOnly session cookie. The socket comes after. */
export function accountsOverHttp(fetcher: typeof fetch): AccountsGateway {
  async function request<Answer>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<Answer> {
    const response = await fetcher(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    }).catch(() => {
      throw new AppError('UNAVAILABLE', 'The server cannot be reached.');
    });
    const answer: unknown = await response.json().catch(() => null);
    if (!response.ok) throw errorOf(answer, response.status);
    return answer as Answer;
  }

  return {
    state: () => request<AccountsState>('GET', '/api/v1/session'),
    signIn: (input) => request<SignedIn>('POST', '/api/v1/session', input),
    setUp: (input) => request<SignedIn>('POST', '/api/v1/setup', input),
    invitation: (input) => request<OutputOf<'accounts.invitation'>>('POST', '/api/v1/invitation', input),
    acceptInvitation: (input) => request<SignedIn>('POST', '/api/v1/invitation/accept', input),
    signOut: async () => {
      await request<unknown>('DELETE', '/api/v1/session');
    },
  };
}

/** The error in `{ error: { code, message, details?, correlationId? } }`; a stranger's answer (a proxy's) is UNAVAILABLE. */
function errorOf(answer: unknown, status: number): AppError {
  const error = fieldsOf(fieldsOf(answer)['error']);
  const code: ErrorCode | undefined = ERROR_CODES.find((known) => known === error['code']);
  if (code === undefined) return new AppError('UNAVAILABLE', `The server answered with status ${status}.`);
  const { message, details, correlationId } = error;
  return new AppError(
    code,
    typeof message === 'string' ? message : code,
    typeof details === 'object' && details !== null ? (details as ErrorDetails) : undefined,
    typeof correlationId === 'string' ? correlationId : undefined,
  );
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
