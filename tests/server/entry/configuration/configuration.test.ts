import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfiguration } from '#server/entry/configuration/configuration.ts';
import { makeTemporaryDirectory, type TemporaryDirectory } from '#tests/support/temporaryDirectory.ts';

let scratch: TemporaryDirectory;
beforeAll(() => {
  scratch = makeTemporaryDirectory();
});
afterAll(() => scratch.remove());

function file(content: unknown): string {
  const name = path.join(scratch.path, 'hub.json');
  writeFileSync(name, typeof content === 'string' ? content : JSON.stringify(content));
  return name;
}

it('the command line comes before the environment, that before the file, that before what is built in', () => {
  const config = file({
    port: 1,
    host: 'localhost',
    logLevel: 'warn',
    data: 'shop',
    limits: { connectionsPerAddress: 7 },
  });
  const { settings, printed } = readConfiguration(['--config', config, '--port', '3'], {
    OPTIMALIQ_PORT: '2',
    OPTIMALIQ_LOG_LEVEL: 'error',
    OPTIMALIQ_WRITER: '',
  });
  expect(settings).toMatchObject({ port: 3, logLevel: 'error', host: 'localhost', writer: 'worker' });
  expect(settings.limits.connectionsPerAddress).toBe(7);
  expect(JSON.parse(printed)).toMatchObject({
    port: { value: 3, from: '--port' },
    logLevel: { value: 'error', from: 'OPTIMALIQ_LOG_LEVEL' },
    host: { value: 'localhost', from: `"host" in ${config}` },
    data: { value: path.join(scratch.path, 'shop') },
    writer: { value: 'worker', from: 'default' },
  });
});

it('backups and the disk’s limits can be set, as text or as numbers', () => {
  const { settings } = readConfiguration(['--backup-every-hours', '6', '--disk-full-megabytes', '200'], {
    OPTIMALIQ_BACKUP_KEEP_DAYS: '14',
    OPTIMALIQ_CONFIG: file({ backupKeepWeeks: 0, diskLowMegabytes: 300 }),
  });
  expect(settings).toMatchObject({
    backupEveryHours: 6,
    backupKeepDays: 14,
    backupKeepWeeks: 0,
    diskLowMegabytes: 300,
    diskFullMegabytes: 200,
  });
  expect(readConfiguration([], {}).settings).toMatchObject({
    backupEveryHours: 24,
    backupKeepDays: 7,
    backupKeepWeeks: 4,
    diskLowMegabytes: 1_024,
    diskFullMegabytes: 64,
  });
});

it('lists are repeated flags, commas in the environment, arrays in the file', () => {
  const wanted = {
    behindProxy: ['10.0.0.0/8', '127.0.0.1'],
    publicUrl: ['https://a.example', 'https://b.example:8443'],
  };
  const flags = [
    '--behind-proxy',
    '10.0.0.0/8',
    '--behind-proxy',
    '127.0.0.1',
    '--public-url',
    'https://a.example/',
    '--public-url',
    'https://b.example:8443',
  ];
  const environment = {
    OPTIMALIQ_BEHIND_PROXY: '10.0.0.0/8, 127.0.0.1',
    OPTIMALIQ_PUBLIC_URL: 'https://a.example,https://b.example:8443',
    OPTIMALIQ_CONFIG: '',
  };
  expect(readConfiguration(flags, {}).settings).toMatchObject(wanted);
  expect(readConfiguration([], environment).settings).toMatchObject(wanted);
  expect(readConfiguration([], { OPTIMALIQ_CONFIG: file(wanted) }).settings).toMatchObject(wanted);
});

it.each<[string[], Record<string, string>, string]>([
  [['--port', 'many'], {}, '--port must be a number from 0 to 65535, not many.'],
  [[], { OPTIMALIQ_PORT: '70000' }, 'OPTIMALIQ_PORT must be a number from 0 to 65535, not 70000.'],
  [['--backup-every-hours', '0'], {}, '--backup-every-hours must be a whole number from 1 to 8760, not 0.'],
  [
    [],
    { OPTIMALIQ_BACKUP_KEEP_DAYS: 'all' },
    'OPTIMALIQ_BACKUP_KEEP_DAYS must be a whole number from 1 to 3650, not all.',
  ],
  [
    ['--disk-full-megabytes', '2000'],
    {},
    '--disk-low-megabytes must not be below --disk-full-megabytes: the warning comes first.',
  ],
  [[], { OPTIMALIQ_DEMO: 'yes' }, 'OPTIMALIQ_DEMO must be true or false, not yes.'],
  [[], { OPTIMALIQ_LIMITS: '{"message":{"count":0}}' }, 'OPTIMALIQ_LIMITS is not right: message: count: '],
  [
    ['--behind-proxy', '10.0.0.0/40'],
    {},
    '--behind-proxy must be a list of networks such as 10.0.0.0/8, not 10.0.0.0/40.',
  ],
  [
    ['--public-url', 'http://a.example'],
    {},
    '--public-url must be a list of addresses such as https://support.example.com, not http://a.example.',
  ],
  [['--tls-cert', 'a'], {}, '--tls-key must be given together with --tls-cert.'],
  [['--tls-key', 'a'], {}, '--tls-cert must be given together with --tls-key.'],
  [
    ['--tls-cert', 'a', '--tls-key', 'b', '--behind-proxy', '10.0.0.1'],
    {},
    '--behind-proxy does not go with --tls-cert: either',
  ],
  [['--host', '0.0.0.0'], {}, '--host must be a loopback address such as 127.0.0.1, not 0.0.0.0: plain HTTP'],
  [['--host', '0.0.0.0', '--behind-proxy', '10.0.0.1'], {}, '--public-url must name the address that browsers use'],
  [['--demo', '--behind-proxy', '10.0.0.1'], {}, '--demo does not go with others: a demo serves this computer only'],
  [['--config', '/nowhere.json'], {}, 'The configuration file /nowhere.json cannot be read: '],
])('%j %j is refused', (words, environment, sentence) => {
  expect(() => readConfiguration(words, environment)).toThrow(sentence);
});

it('every setting that is wrong has its line', () => {
  const config = file({ port: -1, logLevel: 'loud' });
  expect(() => readConfiguration(['--config', config], {})).toThrow(
    `"port" in ${config} must be a number from 0 to 65535, not -1.\n"logLevel" in ${config} must be trace, debug, info, warn, error, fatal or silent, not loud.`,
  );
});

it.each([
  ['[1]', 'must hold one JSON object'],
  ['{"prot":1}', 'is not a setting. There are: host, port'],
  ['{', 'cannot be read'],
])('the file %s is refused', (content, sentence) => {
  expect(() => readConfiguration(['--config', file(content)], {})).toThrow(sentence);
});

it('says what goes on in the shop of a demo', () => {
  expect(readConfiguration([], {}).settings.demoTrade).toBe('lively');
  expect(readConfiguration(['--demo-trade', 'still'], { OPTIMALIQ_DEMO_TRADE: 'none' }).settings.demoTrade).toBe(
    'still',
  );
  expect(() => readConfiguration([], { OPTIMALIQ_DEMO_TRADE: 'brisk' })).toThrow(
    'OPTIMALIQ_DEMO_TRADE must be lively, still or none, not brisk.',
  );
});
