import { hash } from 'node:crypto';

/**
 * The id of a firing: always the same for a rule, a group and the time at which it fired (UTC ms), so that finding it again after a crash is finding the same one. A
 * UUIDv7 of that time whose random part is a hash of all three.
 * @param life how often that time was lived before, as the clock was set back.
 */
export function alertId(ruleId: string, groupKey: string, since: number, life = 0): string {
  const time = since.toString(16).padStart(12, '0');
  const rest = hash('sha256', [ruleId, groupKey, since, ...(life === 0 ? [] : [life])].join('\n'), 'hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6, 18)}`;
}
