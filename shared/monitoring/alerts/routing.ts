import { z } from 'zod';
import { ROLES } from '#shared/wire/access.ts';
import { id, line } from '#shared/wire/schemas.ts';
import { hours, nextWithin } from './hours.ts';
import { SEVERITIES, type Severity } from './rule.ts';

const MINUTE = 60_000;

/** Who is told `afterMs` after an alert was routed, unless somebody acknowledged it by then. */
const escalationStep = z.strictObject({
  afterMs: z
    .int()
    .min(0)
    .max(24 * 60 * MINUTE),
  roles: z.array(z.enum(ROLES)).max(ROLES.length),
  accountIds: z.array(id).max(20),
});
export type EscalationStep = z.infer<typeof escalationStep>;

export const route = z.strictObject({
  name: line(60),
  severities: z.array(z.enum(SEVERITIES)).min(1).max(SEVERITIES.length),
  /** Null at any time; outside of its hours what is for it waits. */
  hours: hours.nullable(),
  /** The first is told at once. */
  steps: z
    .array(escalationStep)
    .min(1)
    .max(8)
    .refine(([first]) => first?.afterMs === 0, 'the first step comes at once')
    .refine((steps) => steps.every((one, place) => place === 0 || one.afterMs > (steps[place - 1]?.afterMs ?? 0)), {
      message: 'each step comes after the one before',
    })
    .refine((steps) => steps.every(({ roles, accountIds }) => roles.length + accountIds.length > 0), {
      message: 'each step tells somebody',
    }),
});
export type Route = z.infer<typeof route>;

/** Until an admin sets others, and for what no route is for. */
export const FIRST_ROUTES: readonly Route[] = [
  {
    name: 'Critical, at any time',
    severities: ['critical'],
    hours: null,
    steps: [
      { afterMs: 0, roles: ['admin'], accountIds: [] },
      { afterMs: 10 * MINUTE, roles: ['admin', 'finance', 'support'], accountIds: [] },
    ],
  },
  {
    name: 'Everything else',
    severities: ['warning', 'info'],
    hours: null,
    steps: [{ afterMs: 0, roles: ['admin'], accountIds: [] }],
  },
];

const LAST_RESORT: Route = {
  name: 'Everything else',
  severities: [...SEVERITIES],
  hours: null,
  steps: [{ afterMs: 0, roles: ['admin'], accountIds: [] }],
};

/** The route of an alert, and from when on it is told by it: the one that tells soonest, and of several the first. UTC milliseconds. */
export function routeOf(
  routes: readonly Route[],
  severity: Severity,
  at: number,
  timeZone: string,
): { readonly route: Route; readonly from: number } {
  let soonest: { route: Route; from: number } | null = null;
  for (const one of routes) {
    if (!one.severities.includes(severity)) continue;
    const from = one.hours === null ? at : nextWithin(one.hours, at, timeZone);
    if (soonest === null || from < soonest.from) soonest = { route: one, from };
  }
  return soonest ?? { route: LAST_RESORT, from: at };
}
