import {
  Archive,
  Bell,
  Code,
  CreditCard,
  Globe,
  Info,
  KeyRound,
  MonitorSmartphone,
  Palette,
  Send,
  Undo2,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { Words } from '#renderer/app/words/en.ts';
import { AboutSection } from './AboutSection.tsx';
import { AppearanceSection } from './AppearanceSection.tsx';
import { InstallSection } from './InstallSection.tsx';
import { PasswordSection } from './PasswordSection.tsx';
import { LedgerSection } from '#renderer/notifications/ledger/LedgerSection.tsx';
import { NotificationsSection } from '#renderer/notifications/NotificationsSection.tsx';
import { StripeSection } from '#renderer/billing/connection/StripeSection.tsx';
import { RefundsSection } from '#renderer/billing/refunds/settings/RefundsSection.tsx';
import { SitesSection } from '#renderer/accounts/sites/SitesSection.tsx';
import { BackupsSection } from '#renderer/monitoring/BackupsSection.tsx';
import { isGranted, type Permission, type Role } from '#shared/wire/access.ts';
import { SessionsSection } from './SessionsSection.tsx';

export interface Section {
  readonly id: keyof Words['accounts']['settings']['sections'];
  readonly icon: LucideIcon;
  readonly View: () => ReactNode;
  /** What one must be granted to see it; absent for everybody. */
  readonly permission?: Permission;
}

export const SECTIONS: readonly [Section, ...Section[]] = [
  { id: 'appearance', icon: Palette, View: AppearanceSection },
  { id: 'notifications', icon: Bell, View: NotificationsSection },
  { id: 'password', icon: KeyRound, View: PasswordSection },
  { id: 'sessions', icon: MonitorSmartphone, View: SessionsSection },
  { id: 'install', icon: Code, View: InstallSection },
  { id: 'sites', icon: Globe, View: SitesSection, permission: 'sites.manage' },
  { id: 'stripe', icon: CreditCard, View: StripeSection, permission: 'billing.manage' },
  { id: 'refunds', icon: Undo2, View: RefundsSection },
  { id: 'ledger', icon: Send, View: LedgerSection, permission: 'monitoring.manage' },
  { id: 'backups', icon: Archive, View: BackupsSection, permission: 'monitoring.manage' },
  { id: 'about', icon: Info, View: AboutSection },
];

/** The sections that somebody with these roles may use. */
export function sectionsFor(roles: readonly Role[]): readonly Section[] {
  return SECTIONS.filter(({ permission }) => permission === undefined || isGranted(roles, permission));
}
