import type { Server } from 'node:http';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '#shared/wire/version.ts';
import type { FrontDoor } from './frontDoor.ts';
import { dataPolicy } from './pagePolicies.ts';

/** Of every answer; pages replace the policy by their own. */
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'content-security-policy': dataPolicy,
  [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
};
/** A year; only this host, since what else its domain serves is not ours to decide. */
const ONLY_HTTPS = 'max-age=31536000';

/** Called when everything that answers has been attached: what Socket.IO answers by itself has the headers too. */
export function addCommonHeaders(server: Server, door: FrontDoor): void {
  server.prependListener('request', (request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    if (door.isSecure(request)) response.setHeader('strict-transport-security', ONLY_HTTPS);
  });
}
