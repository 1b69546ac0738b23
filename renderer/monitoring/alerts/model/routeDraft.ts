import { route, type Route } from '#shared/monitoring/alerts/routing.ts';

const HOURS_MINUTES = 60;

/** Minutes of the day as a field of time shows them: `09:30`. */
export function clockText(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / HOURS_MINUTES) % 24)}:${two(minutes % HOURS_MINUTES)}`;
}

/** What was typed into it; null while it is incomplete. */
export function minutesOf(text: string): number | null {
  const found = /^(\d{2}):(\d{2})/.exec(text);
  return found === null ? null : Number(found[1]) * HOURS_MINUTES + Number(found[2]);
}

/** The same as an end: midnight is that of the day that ends. */
export function endOf(text: string): number {
  const minutes = minutesOf(text) ?? 0;
  return minutes === 0 ? 24 * HOURS_MINUTES : minutes;
}

export const OFFICE_HOURS = { days: [1, 2, 3, 4, 5], from: 9 * HOURS_MINUTES, to: 17 * HOURS_MINUTES };

export const newRoute = (name: string): Route => ({
  name,
  severities: ['warning'],
  hours: null,
  steps: [{ afterMs: 0, roles: ['admin'], accountIds: [] }],
});

/** With or without one of several. */
export const toggled = <Value>(all: readonly Value[], one: Value, isIn: boolean): Value[] =>
  isIn ? [...all.filter((other) => other !== one), one] : all.filter((other) => other !== one);

export const areValid = (routes: readonly Route[]): boolean => routes.every((one) => route.safeParse(one).success);
