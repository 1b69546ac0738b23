import { expect, it } from 'vitest';
import { readHubAddress } from '#shared/hubAddress.ts';

it.each([
  ['support.example.com', 'https://support.example.com'],
  ['  HTTPS://Support.Example.com/  ', 'https://support.example.com'],
  ['https://support.example.com:443/console/', 'https://support.example.com'],
  ['support.example.com:4830', 'https://support.example.com:4830'],
  ['http://127.0.0.1:4830', 'http://127.0.0.1:4830'],
  ['http://localhost:80/console', 'http://localhost'],
  ['http://[::1]:4830', 'http://[::1]:4830'],
  ['https://[2001:db8::7]', 'https://[2001:db8::7]'],
  ['läden.example', 'https://läden.example'],
])('reads %s as %s', (typed, address) => {
  expect(readHubAddress(typed)).toEqual({ address, problem: null });
});

it.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['http://support.example.com', 'plainHttp'],
  ['http://127.0.0.1.example.com', 'plainHttp'],
  ['http://10.0.0.5:4830', 'plainHttp'],
  ['ftp://support.example.com', 'notWeb'],
  ['javascript://alert(1)', 'notWeb'],
  ['https://user:secret@support.example.com', 'credentials'],
  ['https://support.example.com/admin', 'path'],
  ['https://support.example.com/?x=1', 'path'],
  ['https://support.example.com/#inbox', 'path'],
  ['https://', 'notAnAddress'],
  ['support example.com', 'notAnAddress'],
  ['https://support.example.com:0', 'notAnAddress'],
  ['https://support.example.com:70000', 'notAnAddress'],
  ['https://-bad-.example', 'notAnAddress'],
])('refuses %j: %s', (typed, problem) => {
  expect(readHubAddress(typed)).toEqual({ address: null, problem });
});
