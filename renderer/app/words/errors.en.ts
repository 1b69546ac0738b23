import { duration } from '#renderer/ui/time.ts';

/** Words for errors, by code and then by the case that `details.reason` names. */
export const errorWords = {
  codes: {
    INVALID_INPUT: 'Something in the form is not right. Check the marked fields.',
    UNAUTHENTICATED: 'You are signed out. Sign in again to go on.',
    FORBIDDEN: 'Your role does not allow this. An admin can change that.',
    NOT_FOUND: 'This is not here any more. It may have been removed.',
    CONFLICT: 'Somebody changed this at the same time. Look again and repeat if it is still needed.',
    RATE_LIMITED: 'Too many tries. Wait a moment, then try again.',
    UNAVAILABLE: 'The server cannot be reached. Try again in a moment.',
    PROVIDER_FAILED: 'An outside service did not answer as it should. Try again in a moment.',
    INTERNAL: 'Something went wrong on our side. Try again; if it stays, give the reference to your admin.',
  },
  reasons: {
    'accounts.wrongPassword': 'The e-mail address and the password do not fit together.',
    'accounts.setUpCode': 'This is not the code that the server printed when it started.',
    'accounts.setUpElsewhere': 'This workspace is set up in the desktop window.',
    'accounts.alreadySetUp': 'This workspace has been set up already. Open this page again to sign in.',
    'accounts.session': 'This session had ended already.',
    'accounts.lockedOut':
      'Too many failed sign-ins. Wait until the button has counted down, or ask an admin to unlock you and type your password again.',
    'accounts.currentPassword': 'This is not your current password.',
    'accounts.lastAdmin': 'This is the last active admin. Make somebody else an admin first.',
    'accounts.person': 'This colleague does not exist any more.',
    'accounts.emailTaken': 'A colleague with this e-mail address is here already.',
    'accounts.emailDeactivated': 'A deactivated colleague has this e-mail address. Reactivate them instead.',
    'accounts.alreadyInvited': 'This e-mail address is invited already. Make a new link under the open invitations.',
    'accounts.invitationGone': 'This invitation has been taken or revoked meanwhile.',
    'accounts.invitationUnknown': 'There is no such invitation. A newer link may have replaced it: ask for that one.',
    'accounts.invitationUsed': 'This invitation has been used. If that was you, sign in with your e-mail and password.',
    'accounts.invitationRevoked': 'This invitation was revoked. Ask an admin for a new one.',
    'accounts.invitationExpired': 'This invitation ended after 72 hours. Ask an admin for a new link.',
    'accounts.ownSignIn': 'Say it in a session that you had before: a new device cannot vouch for itself.',
    siteDisabled: 'The chat of this site is switched off.',
    sessionEnded: 'Your session has ended. Sign in again to go on.',
    permission: 'Your role does not allow this. An admin can change that.',
    host: 'The server does not answer under this address. Open the console under the address it printed.',
    origin: 'The console works only from the server’s own page. Open it under the address the server printed.',
    'storage.diskFull': 'The disk of the server is full. Nothing was saved; free some space and try again.',
    'storage.disk': 'The disk of the server failed. Nothing was saved; try again or ask your admin.',
    'storage.readOnly': 'The server cannot write its data. Nothing was saved; ask your admin.',
    'storage.damaged': 'The data of the server is damaged. Nothing was saved; ask your admin.',
    'storage.busy': 'The server is busy with its data. Nothing was saved; try again.',
    'storage.gone': 'The database of the server was removed. What was saved is being put back; try again in a moment.',
    'link.unknownAuthority':
      'The certificate of the hub was issued by an authority that this computer does not know, so nobody can say who answers there. Ask your admin: if your company has an authority of its own, its certificate belongs into this computer’s system store (or into the file that NODE_EXTRA_CA_CERTS names). Do not sign in by another way.',
    'link.wrongHostName':
      'The certificate that answers was issued for another host name. Check the address of the hub; if it is right, ask your admin for a certificate with this name.',
    'link.expired':
      'The certificate of the hub has expired. Ask your admin to renew it. If this computer’s clock is ahead, set it right.',
    'link.notYetValid':
      'The certificate of the hub is not valid yet. Most often this computer’s clock is behind: set it right. Else ask your admin.',
    'link.revoked': 'The certificate of the hub was revoked. Do not sign in; ask your admin.',
    'link.notTls':
      'What answers at this address does not speak HTTPS. Check the address and the port of the hub with your admin.',
    'link.noSuchHost':
      'There is no host by this name, or this computer has no network. Check the address of the hub and the network.',
    'link.nobodyThere': 'The host is there, but no hub answers at this port. Ask your admin whether the hub runs.',
    'link.tooSlow': 'The hub did not answer in time. Check the network; the console tries again by itself.',
    'link.lost': 'The line to the hub is lost. The console tries again by itself.',
    'link.notAHub': 'What answers at this address is not an OptimaliQ hub. Check the address with your admin.',
    'link.hubNewer': 'The hub is newer than this app and speaks another version. Update this app.',
    'link.hubOlder': 'The hub is older than this app and speaks another version. Ask your admin to update the hub.',
    'link.notSeen': 'This was not read on this computer before, so it can be shown only with a connection to the hub.',
    'link.notKept': 'This could not be kept on this computer. Is its disk full?',
    otherAccount:
      'This key belongs to another Stripe account than the one that was copied. Make a workspace of its own for it.',
    otherMode:
      'This key belongs to the other mode (test or live) of the account that was copied. Make a workspace of its own for it.',
    liveKeyInDemo: 'A demo takes the key of a sandbox only, never one of Stripe’s.',
    ownSandbox: 'This demo has a sandbox of its own. Start it with --demo-trade none to connect another one.',
    placeFixed: 'The secrets of this server come from its environment. Change them there and start it again.',
    keyRefused: 'Stripe does not accept this key. Copy it again; it may have been rolled or deleted.',
    unreachable: 'Stripe cannot be reached. Check the network and try again.',
    notConnected: 'No Stripe account is connected. An admin connects one under Settings, Stripe.',
    uncertain: 'The answer was lost on the way. Try again: it is done once, however often you do.',
    underWay: 'Payments are being read already.',
    notRunning: 'Nothing is being read that this could change.',
    nameTaken: 'You have a filter of this name already.',
    stopping: 'The server is stopping. Try again in a moment.',
  } as Readonly<Record<string, string>>,
  rateLimited: (retryAfterMs: number) => `Too many tries. Try again in ${duration(retryAfterMs + 999, 'en')}.`,
  /** Where the server's own sentence about a field is all there is. */
  field: (problem: string) => `This ${problem}.`,
  reference: (correlationId: string) => `Reference ${correlationId}`,
  unknown: 'Something went wrong. Try again.',
};
