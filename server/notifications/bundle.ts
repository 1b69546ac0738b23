import type { DeliveryRow } from './rows.ts';
import { BUNDLE_FROM } from './times.ts';

/** What goes to one device as one. `key`: its place there, which a later one of the same takes. */
export interface Bundle {
  readonly key: string;
  readonly isBundled: boolean;
  readonly deliveries: readonly DeliveryRow[];
}

const single = (notificationId: number): string => `notification-${String(notificationId)}`;
const bundled = (bundleId: number): string => `bundle-${String(bundleId)}`;

/** The place that a delivery was shown in. */
export const keyOf = ({
  notificationId,
  bundleId,
  isBundled,
}: Pick<DeliveryRow, 'notificationId' | 'bundleId' | 'isBundled'>): string =>
  isBundled === 1 && bundleId !== null ? bundled(bundleId) : single(notificationId);

/** Puts what is due at one device together: from three on they are one, but for what is urgent, which is told by itself. */
export function bundle(due: readonly DeliveryRow[], isUrgent: (notificationId: number) => boolean): readonly Bundle[] {
  const byNotification = new Map<number, DeliveryRow[]>();
  for (const row of due)
    byNotification.set(row.notificationId, [...(byNotification.get(row.notificationId) ?? []), row]);
  const groups = [...byNotification].map(([id, deliveries]) => ({
    key: single(id),
    isBundled: false,
    deliveries,
    isAlone: isUrgent(id),
  }));
  const together = groups.filter(({ isAlone }) => !isAlone);
  if (together.length < BUNDLE_FROM) return groups;
  const deliveries = together.flatMap((group) => group.deliveries);
  const first = deliveries[0]?.id ?? 0;
  return [...groups.filter(({ isAlone }) => isAlone), { key: bundled(first), isBundled: true, deliveries }];
}
