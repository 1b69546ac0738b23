import { describe, expect, it } from 'vitest';
import { parseFromServerProcess, parseToServerProcess } from '#shared/serverProcess.ts';

describe('messages between the window’s process and the server’s', () => {
  it.each([
    { type: 'stop' },
    { type: 'ping' },
    { type: 'connect', token: null },
    { type: 'connect', token: 'secret' },
    { type: 'secrets', secrets: null },
    { type: 'secrets', secrets: { 'stripe.key': 'sk_test_1' } },
    { type: 'secretKept', call: 1, isKept: false },
  ])('the server takes %j', (message) => {
    expect(parseToServerProcess(message)).toEqual(message);
  });

  it.each([
    null,
    'stop',
    {},
    { type: 'start' },
    { type: 'connect' },
    { type: 'connect', token: 1 },
    { type: 'secrets', secrets: 7 },
    { type: 'secrets', secrets: { other: 'x' } },
    { type: 'secrets', secrets: { 'stripe.key': 7 } },
    { type: 'secretKept', call: 1 },
  ])('the server passes over %j', (message) => {
    expect(parseToServerProcess(message)).toBeNull();
  });

  it.each([
    { type: 'ready', address: 'http://127.0.0.1:4830' },
    { type: 'failed', message: 'The disk is full.' },
    { type: 'token', token: 'secret' },
    { type: 'token', token: null },
    { type: 'pong' },
    { type: 'wantSecrets' },
    { type: 'keepSecret', call: 2, name: 'stripe.key', value: null },
    { type: 'keepSecret', call: 2, name: 'stripe.webhookSecrets', value: '[]' },
    { type: 'sandbox', port: 4242 },
    { type: 'sandbox', port: null },
  ])('the window takes %j', (message) => {
    expect(parseFromServerProcess(message)).toEqual(message);
  });

  it.each([
    undefined,
    7,
    {},
    { type: 'ready' },
    { type: 'failed', message: 7 },
    { type: 'token' },
    { type: 'keepSecret', call: 1, name: 'other', value: null },
    { type: 'sandbox' },
    { type: 'sandbox', port: 0 },
    { type: 'sandbox', port: 80.5 },
    { type: 'sandbox', port: '80@example.com' },
  ])('the window passes over %j', (message) => {
    expect(parseFromServerProcess(message)).toBeNull();
  });

  it('carry nothing but what they are declared to carry', () => {
    expect(parseToServerProcess({ type: 'stop', extra: 1 })).toEqual({ type: 'stop' });
  });
});
