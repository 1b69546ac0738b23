import http from 'node:http';
import https from 'node:https';
import os from 'node:os';
import { ERROR_CODES, type WireError } from '#shared/wire/errors.ts';
import type { Reply } from '#shared/wire/frame.ts';
import { PROTOCOL_HEADER } from '#shared/wire/version.ts';
import { checkVersion, explainTrouble, notAHub, tooSlow } from './troubles.ts';

/** What the hub's list of sessions shows of this one. */
export const USER_AGENT = `OptimaliQ Console (desktop; ${{ darwin: 'Mac OS X', win32: 'Windows' }[os.platform() as string] ?? 'Linux'})`;

const ANSWER_WITHIN_MS = 8_000;
const LONGEST_ANSWER = 4 * 1024 * 1024;

export interface HubRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly token: string | null;
  readonly body?: unknown;
}

/** @throws AppError UNAVAILABLE when there is no hub that we understand at the other end. */
export type AskHub = (request: HubRequest) => Promise<Reply>;

/** Calls the hub over HTTP, as a program that is no browser: no cookie, no Origin, the token in Authorization. Follows no redirect. */
export function createHubHttp(address: string): AskHub {
  const { host } = new URL(address);
  const send = (address.startsWith('https:') ? https : http).request;
  return ({ method, path, token, body }) =>
    new Promise<Reply>((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const request = send(
        new URL(path, address),
        {
          method,
          // One connection for each request: they are few, and none waits on a line that died while nobody used it.
          agent: false,
          headers: {
            accept: 'application/json',
            'user-agent': USER_AGENT,
            ...(token !== null && { authorization: `Bearer ${token}` }),
            ...(text !== undefined && {
              'content-type': 'application/json',
              'content-length': Buffer.byteLength(text),
            }),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          let size = 0;
          response.on('data', (chunk: Buffer) => {
            size += chunk.length;
            if (size > LONGEST_ANSWER) request.destroy(notAHub(host));
            else chunks.push(chunk);
          });
          response.on('error', (error) => {
            reject(explainTrouble(error, host));
          });
          response.on('end', () => {
            try {
              const version = response.headers[PROTOCOL_HEADER];
              checkVersion(typeof version === 'string' ? version : null, host);
              resolve(readReply(response.statusCode ?? 0, Buffer.concat(chunks).toString(), host));
            } catch (error) {
              reject(explainTrouble(error, host));
            }
          });
        },
      );
      const timer = setTimeout(() => request.destroy(tooSlow(host)), ANSWER_WITHIN_MS);
      request.on('close', () => {
        clearTimeout(timer);
      });
      request.on('error', (error) => {
        reject(explainTrouble(error, host));
      });
      request.end(text);
    });
}

/** @throws AppError when it is not what a hub answers. */
function readReply(status: number, text: string, host: string): Reply {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw notAHub(host);
  }
  if (status === 200) return { ok: true, value };
  const error = errorIn(value);
  if (error === null) throw notAHub(host);
  return { ok: false, error };
}

function errorIn(value: unknown): WireError | null {
  if (typeof value !== 'object' || value === null || !('error' in value)) return null;
  const { error } = value;
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return ERROR_CODES.some((code) => code === error.code) ? (error as WireError) : null;
}
