import { isIP } from 'node:net';
import { z } from 'zod';
import { limitsSchema } from '#server/dispatch/limits.ts';
import { DEMO_TRADES } from '#server/entry/demoSandbox/trades.ts';
import { isLoopback } from '#server/loopback.ts';

/** How a setting is written where everything is text: on the command line and in the environment. */
export type Kind = 'text' | 'switch' | 'list' | 'json';

/** Every setting by its key in the file. Its flag is `--tls-cert`, its variable OPTIMALIQ_TLS_CERT. */
export const SETTINGS = {
  host: 'text',
  port: 'text',
  data: 'text',
  backupDirectory: 'text',
  backupEveryHours: 'text',
  backupKeepDays: 'text',
  backupKeepWeeks: 'text',
  diskLowMegabytes: 'text',
  diskFullMegabytes: 'text',
  demo: 'switch',
  demoTrade: 'text',
  tlsCert: 'text',
  tlsKey: 'text',
  behindProxy: 'list',
  publicUrl: 'list',
  logLevel: 'text',
  writer: 'text',
  limits: 'json',
} as const satisfies Readonly<Record<string, Kind>>;
export type SettingName = keyof typeof SETTINGS;

/** Those that name a file or folder: in the file they are meant from where the file lies. */
export const PATHS: readonly string[] = [
  'data',
  'backupDirectory',
  'tlsCert',
  'tlsKey',
] satisfies readonly SettingName[];

export const isSetting = (name: string): name is SettingName => Object.hasOwn(SETTINGS, name);
export const flagOf = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
export const variableOf = (name: string): string => `OPTIMALIQ_${flagOf(name).replaceAll('-', '_').toUpperCase()}`;

const PORT = 'must be a number from 0 to 65535';
/** A whole number, also written as text. */
function whole(least: number, most: number) {
  const range = `must be a whole number from ${String(least)} to ${String(most)}`;
  const written = z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number);
  return z.union([z.int(), written], range).refine((number) => number >= least && number <= most, range);
}

const SWITCH = 'must be true or false';
const text = z.string('must be text').min(1, 'must not be empty');

function isNetwork(written: string): boolean {
  const [address = '', prefix, ...more] = written.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 6 ? 128 : 32));
}

function isPublicUrl(written: string): boolean {
  const url = URL.parse(written);
  return url?.protocol === 'https:' && (url.origin === written || `${url.origin}/` === written);
}

const shape = z.strictObject({
  host: text.default('127.0.0.1'),
  port: z
    .union(
      [
        z.int(),
        z
          .string()
          .regex(/^\d{1,5}$/)
          .transform(Number),
      ],
      PORT,
    )
    .refine((port) => port >= 0 && port <= 65_535, PORT)
    .default(4830),
  data: text.optional(),
  demo: z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')], SWITCH).default(false),
  demoTrade: z.enum(DEMO_TRADES, { error: 'must be lively, still or none' }).default('lively'),
  backupDirectory: text.optional(),
  backupEveryHours: whole(1, 8_760).default(24),
  backupKeepDays: whole(1, 3_650).default(7),
  backupKeepWeeks: whole(0, 520).default(4),
  diskLowMegabytes: whole(0, 100_000_000).default(1_024),
  diskFullMegabytes: whole(0, 100_000_000).default(64),
  tlsCert: text.optional(),
  tlsKey: text.optional(),
  behindProxy: z.array(z.string().refine(isNetwork), 'must be a list of networks such as 10.0.0.0/8').default([]),
  publicUrl: z
    .array(
      z
        .string()
        .refine(isPublicUrl)
        .transform((written) => new URL(written).origin),
      'must be a list of addresses such as https://support.example.com',
    )
    .default([]),
  logLevel: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be trace, debug, info, warn, error, fatal or silent',
    })
    .default('info'),
  writer: z.enum(['worker', 'inline'], { error: 'must be worker or inline' }).default('worker'),
  limits: limitsSchema.default(limitsSchema.parse({})),
});
type Shape = z.infer<typeof shape>;

/** What only shows when settings are seen together: the setting that is wrong, and what is wrong with it. */
function* conflicts(settings: Shape): Generator<readonly [SettingName, string]> {
  const { host, demo, tlsCert, tlsKey, behindProxy, publicUrl } = settings;
  if (settings.diskLowMegabytes < settings.diskFullMegabytes)
    yield ['diskLowMegabytes', 'must not be below --disk-full-megabytes: the warning comes first'];
  const hasTls = tlsCert !== undefined && tlsKey !== undefined;
  const isOpen = !isLoopback(host) || behindProxy.length > 0;
  if (tlsCert !== undefined && tlsKey === undefined) yield ['tlsKey', 'must be given together with --tls-cert'];
  if (tlsKey !== undefined && tlsCert === undefined) yield ['tlsCert', 'must be given together with --tls-key'];
  if (tlsCert !== undefined && behindProxy.length > 0)
    yield ['behindProxy', 'does not go with --tls-cert: either the proxy speaks TLS or this server does'];
  if (!isLoopback(host) && !hasTls && behindProxy.length === 0)
    yield [
      'host',
      'must be a loopback address such as 127.0.0.1: plain HTTP could be read on the way. Others reach the server with --tls-cert and --tls-key, or --behind-proxy',
    ];
  if (demo && (isOpen || publicUrl.length > 0))
    yield [
      'demo',
      'does not go with others: a demo serves this computer only, so leave --host, --behind-proxy and --public-url away',
    ];
  else if (isOpen && publicUrl.length === 0)
    yield ['publicUrl', 'must name the address that browsers use, such as https://support.example.com'];
}

export const configurationSchema = shape.superRefine((settings, context) => {
  for (const [name, message] of conflicts(settings)) context.addIssue({ code: 'custom', path: [name], message });
});
export type Configuration = z.infer<typeof configurationSchema>;
