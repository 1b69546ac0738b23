import { AppError } from '#shared/wire/errors.ts';
import { PROTOCOL_VERSION } from '#shared/wire/version.ts';

/** What can be wrong on the way to a hub, by the codes that Node and OpenSSL give it. */
const REASONS: Readonly<Record<string, string>> = {
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'link.unknownAuthority',
  UNABLE_TO_GET_ISSUER_CERT: 'link.unknownAuthority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'link.unknownAuthority',
  SELF_SIGNED_CERT_IN_CHAIN: 'link.unknownAuthority',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'link.unknownAuthority',
  CERT_UNTRUSTED: 'link.unknownAuthority',
  ERR_TLS_CERT_ALTNAME_INVALID: 'link.wrongHostName',
  HOSTNAME_MISMATCH: 'link.wrongHostName',
  CERT_HAS_EXPIRED: 'link.expired',
  CERT_NOT_YET_VALID: 'link.notYetValid',
  CERT_REVOKED: 'link.revoked',
  EPROTO: 'link.notTls',
  ERR_SSL_WRONG_VERSION_NUMBER: 'link.notTls',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'link.notTls',
  ENOTFOUND: 'link.noSuchHost',
  EAI_AGAIN: 'link.noSuchHost',
  ECONNREFUSED: 'link.nobodyThere',
  ETIMEDOUT: 'link.tooSlow',
};

/** English sentences for logs and for clients that have no words of their own; the window words `details.reason` itself. */
const MESSAGES: Readonly<Record<string, string>> = {
  'link.unknownAuthority': 'The certificate of the hub was issued by an authority that this computer does not know.',
  'link.wrongHostName': 'The certificate of the hub was issued for another host name.',
  'link.expired': 'The certificate of the hub has expired.',
  'link.notYetValid': 'The certificate of the hub is not valid yet.',
  'link.revoked': 'The certificate of the hub was revoked.',
  'link.notTls': 'What answers at this address does not speak HTTPS.',
  'link.noSuchHost': 'The host name of the hub is not known.',
  'link.nobodyThere': 'Nothing answers at the address of the hub.',
  'link.tooSlow': 'The hub did not answer in time.',
  'link.lost': 'The line to the hub is lost.',
};

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** Why the hub could not be reached, as UNAVAILABLE with a reason that the window has words for. */
export function explainTrouble(error: unknown, host: string): AppError {
  if (error instanceof AppError) return error;
  const reason = REASONS[codeOf(error)] ?? 'link.lost';
  return new AppError('UNAVAILABLE', MESSAGES[reason] ?? 'The hub cannot be reached.', { reason, host });
}

export function tooSlow(host: string): AppError {
  return explainTrouble(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' }), host);
}

export function lineLost(host: string): AppError {
  return explainTrouble(new Error('the line is lost'), host);
}

/** Something answers that is no hub: a router's page, another program. */
export function notAHub(host: string): AppError {
  return new AppError('UNAVAILABLE', 'What answers at this address is not an OptimaliQ hub.', {
    reason: 'link.notAHub',
    host,
  });
}

/**
 * Whether we speak the hub's protocol.
 * @param header what it says of its version; null when it says nothing.
 * @throws AppError UNAVAILABLE when it is no hub, or one of another version.
 */
export function checkVersion(header: string | null, host: string): void {
  if (header === null || !/^\d{1,6}$/.test(header)) throw notAHub(host);
  const theirs = Number(header);
  if (theirs === PROTOCOL_VERSION) return;
  const details = { host, theirs, ours: PROTOCOL_VERSION };
  throw theirs > PROTOCOL_VERSION
    ? new AppError('UNAVAILABLE', 'The hub is newer than this app. Update the app.', {
        ...details,
        reason: 'link.hubNewer',
      })
    : new AppError('UNAVAILABLE', 'The hub is older than this app. Ask the admin to update the hub.', {
        ...details,
        reason: 'link.hubOlder',
      });
}
