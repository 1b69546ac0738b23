import { Code, Info, KeyRound, MonitorSmartphone, Palette, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Words } from '#renderer/app/words/en.ts';
import { AboutSection } from './AboutSection.tsx';
import { AppearanceSection } from './AppearanceSection.tsx';
import { InstallSection } from './InstallSection.tsx';
import { PasswordSection } from './PasswordSection.tsx';
import { SessionsSection } from './SessionsSection.tsx';

export interface Section {
  readonly id: keyof Words['accounts']['settings']['sections'];
  readonly icon: LucideIcon;
  readonly View: () => ReactNode;
}

export const SECTIONS: readonly [Section, ...Section[]] = [
  { id: 'appearance', icon: Palette, View: AppearanceSection },
  { id: 'password', icon: KeyRound, View: PasswordSection },
  { id: 'sessions', icon: MonitorSmartphone, View: SessionsSection },
  { id: 'install', icon: Code, View: InstallSection },
  { id: 'about', icon: Info, View: AboutSection },
];
