import type { DeliveryRow } from './rows.ts';
import { BUNDLE_FROM } from './times.ts';

/** What goes to one device as one. `key`: its place there, which a later one of the same takes. */
export interface Bundle {
  readonly key: string;
  readonly isBundled: boolean;
  /** By which each of its deliveries knows its place. */
  readonly bundleId: number;
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

type IsUrgent = (notificationId: number) => boolean;

function grouped<Key>(due: readonly DeliveryRow[], key: (row: DeliveryRow) => Key): ReadonlyMap<Key, DeliveryRow[]> {
  const groups = new Map<Key, DeliveryRow[]>();
  for (const row of due) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
}

const firstOf = ([first]: readonly DeliveryRow[]): number => first?.id ?? 0;

/** From three on they are one, but for what is urgent, which is told by itself. */
function bundleFresh(due: readonly DeliveryRow[], isUrgent: IsUrgent): readonly Bundle[] {
  const groups = [...grouped(due, ({ notificationId }) => notificationId)].map(([id, deliveries]) => ({
    key: single(id),
    isBundled: false,
    bundleId: firstOf(deliveries),
    deliveries,
    isAlone: isUrgent(id),
  }));
  const together = groups.filter(({ isAlone }) => !isAlone);
  if (together.length < BUNDLE_FROM) return groups;
  const deliveries = together.flatMap((group) => group.deliveries);
  const bundleId = firstOf(deliveries);
  return [
    ...groups.filter(({ isAlone }) => isAlone),
    { key: bundled(bundleId), isBundled: true, bundleId, deliveries },
  ];
}

/**
 * Puts what is due at one device together. What was given out before goes again just as it went: the device knows by its deliveries that it has shown it, and would take
 * whatever was new among them for shown, too.
 */
export function bundle(due: readonly DeliveryRow[], isUrgent: IsUrgent): readonly Bundle[] {
  const fresh = due.filter(({ attempts }) => attempts === 0);
  const again = grouped(
    due.filter(({ attempts }) => attempts > 0),
    keyOf,
  );
  return [
    ...[...again].map(([key, deliveries]) => ({
      key,
      isBundled: deliveries.some((row) => row.isBundled === 1),
      bundleId: deliveries[0]?.bundleId ?? firstOf(deliveries),
      deliveries,
    })),
    ...bundleFresh(fresh, isUrgent),
  ];
}
