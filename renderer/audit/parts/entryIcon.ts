import {
  Archive,
  Globe,
  Lock,
  MessagesSquare,
  ScrollText,
  TriangleAlert,
  UserRound,
  Users,
  type LucideIcon,
} from 'lucide-react';

export interface EntryIcon {
  readonly icon: LucideIcon;
  /** What an admin should look at. */
  readonly isGrave: boolean;
}

const GRAVE: Readonly<Record<string, LucideIcon>> = {
  'accounts.lockedOut': Lock,
  'monitoring.backupFailed': TriangleAlert,
  'monitoring.alertFired': TriangleAlert,
  'monitoring.alertEscalated': TriangleAlert,
};

const BY_FEATURE: Readonly<Record<string, LucideIcon>> = {
  accounts: Users,
  chat: MessagesSquare,
  customers: UserRound,
  monitoring: Archive,
  sites: Globe,
};

/** The picture of an entry's kind. */
export function entryIcon(name: string): EntryIcon {
  const grave = Object.hasOwn(GRAVE, name) ? GRAVE[name] : undefined;
  if (grave !== undefined) return { icon: grave, isGrave: true };
  const feature = name.slice(0, name.indexOf('.'));
  return { icon: (Object.hasOwn(BY_FEATURE, feature) ? BY_FEATURE[feature] : undefined) ?? ScrollText, isGrave: false };
}
