import {
  Activity,
  ChartColumn,
  Contact,
  CreditCard,
  Gavel,
  Inbox,
  ScrollText,
  Settings,
  Siren,
  Undo2,
  Users,
  type LucideIcon,
} from 'lucide-react';
import { isGranted, type Permission, type Role } from '#shared/wire/access.ts';
import type { Words } from '#renderer/app/words/en.ts';

/** A place the rail leads to. */
export interface Room {
  readonly id: keyof Words['app']['rooms'];
  readonly path: string;
  readonly icon: LucideIcon;
  readonly keys: string;
  /** What one must be granted to see it; null for everybody. */
  readonly permission: Permission | null;
}

export const ROOMS: readonly Room[] = [
  { id: 'inbox', path: '/inbox', icon: Inbox, keys: 'g i', permission: 'chat.read' },
  { id: 'customers', path: '/customers', icon: Contact, keys: 'g c', permission: 'customers.read' },
  { id: 'payments', path: '/payments', icon: CreditCard, keys: 'g p', permission: 'payments.read' },
  { id: 'refunds', path: '/refunds', icon: Undo2, keys: 'g r', permission: 'payments.read' },
  { id: 'disputes', path: '/disputes', icon: Gavel, keys: 'g d', permission: 'payments.read' },
  { id: 'overview', path: '/overview', icon: ChartColumn, keys: 'g o', permission: 'payments.read' },
  { id: 'alerts', path: '/alerts', icon: Siren, keys: 'g a', permission: 'monitoring.manage' },
  { id: 'people', path: '/people', icon: Users, keys: 'g t', permission: 'accounts.manage' },
  { id: 'journal', path: '/journal', icon: ScrollText, keys: 'g j', permission: 'audit.read' },
  { id: 'operations', path: '/operations', icon: Activity, keys: 'g m', permission: 'monitoring.manage' },
  { id: 'settings', path: '/settings', icon: Settings, keys: 'g s', permission: null },
];

export function roomsFor(roles: readonly Role[]): readonly Room[] {
  return ROOMS.filter(({ permission }) => permission === null || isGranted(roles, permission));
}
