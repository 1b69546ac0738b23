import { z } from 'zod';
import { bcp47 } from '#shared/accounts/locale.ts';
import {
  ACCENT,
  MAXIMUM_GREETING,
  MAXIMUM_ORIGINS,
  MAXIMUM_TEAM,
  MAXIMUM_TITLE,
  originFault,
  type OriginFault,
} from '#shared/accounts/siteRules.ts';
import { command, query } from '#shared/wire/contract.ts';
import { id, instant, line, nothing } from '#shared/wire/schemas.ts';

const FAULTS: Readonly<Record<OriginFault, string>> = {
  scheme: 'must begin with https:// or http://',
  address: 'must be an address such as https://shop.example',
  path: 'must end after host and port, without a path or slash',
  user: 'must not name a user',
  wildcard: 'must not hold a wildcard: name each host',
  case: 'must be as a browser sends it: lower case, without the usual port',
};

const origin = line(300).pipe(
  z.string().superRefine((value, context) => {
    const fault = originFault(value);
    if (fault !== null) context.addIssue({ code: 'custom', message: FAULTS[fault] });
  }),
);
const allowedOrigins = z
  .array(origin)
  .max(MAXIMUM_ORIGINS, `must have at most ${String(MAXIMUM_ORIGINS)} lines`)
  .refine((origins) => new Set(origins).size === origins.length, 'must not name an origin twice');

/** How a site's widget looks, as it may be set. Every part has a default in the widget; one that is left out gets it again. */
const theme = z.strictObject({
  accent: z.string().regex(ACCENT, 'must be a colour such as #4a3fd6').optional(),
  title: line(MAXIMUM_TITLE).optional(),
  greeting: line(MAXIMUM_GREETING).optional(),
  position: z.enum(['start', 'end']).optional(),
  team: line(MAXIMUM_TEAM).optional(),
});

const settings = { name: line(80), allowedOrigins, locale: bcp47, theme };

const managedSite = z.object({
  id,
  key: z.string(),
  name: z.string(),
  allowedOrigins: z.array(z.string()),
  locale: z.string(),
  theme: z.object({
    accent: z.string().optional(),
    title: z.string().optional(),
    greeting: z.string().optional(),
    position: z.enum(['start', 'end']).optional(),
    team: z.string().optional(),
  }),
  /** Since when its chat is switched off, or null. */
  disabledAt: instant.nullable(),
  createdAt: instant,
});
export type ManagedSite = z.infer<typeof managedSite>;

const manages = { principals: ['staff'], permission: 'sites.manage', place: 'core' } as const;

/** The sites whose pages carry the chat. What changes counts from the next handshake on; open chats of the site shake hands anew at once. */
export const sitesContract = {
  'sites.list': query({
    ...manages,
    errors: [],
    input: nothing,
    output: z.object({ sites: z.array(managedSite) }),
  }),
  'sites.add': command({
    ...manages,
    repetition: 'receipt',
    errors: ['CONFLICT'],
    input: z.strictObject({ id, ...settings }),
    output: managedSite,
  }),
  /** Sets what is given and leaves the rest. */
  'sites.change': command({
    ...manages,
    repetition: 'none',
    errors: ['NOT_FOUND'],
    input: z.strictObject({ siteId: id, ...z.strictObject(settings).partial().shape }),
    output: managedSite,
  }),
  /** A new key; pages with the old one have no chat any more. */
  'sites.rotateKey': command({
    ...manages,
    repetition: 'receipt',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: z.strictObject({ id, siteId: id }),
    output: managedSite,
  }),
  /** Switches a site's chat off or on again. */
  'sites.setEnabled': command({
    ...manages,
    repetition: 'none',
    errors: ['NOT_FOUND'],
    input: z.strictObject({ siteId: id, enabled: z.boolean() }),
    output: managedSite,
  }),
} as const;
