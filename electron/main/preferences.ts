import type { DesktopSettings } from '#shared/desktop.ts';
import { NOTICE_DEFAULTS } from '#shared/notifications/notices.ts';
import { isThemeChoice, isWorkspaceChoice, type ThemeChoice, type WorkspaceChoice } from '#shared/native.ts';
import { memberOf, readJsonFile, writeJsonFile } from './jsonFile.ts';

/** What the app remembers of a person's choices on this machine. */
export interface Preferences {
  readonly theme: ThemeChoice;
  readonly workspace: WorkspaceChoice;
  readonly desktop: DesktopSettings;
}

export interface PreferenceStore {
  current(): Preferences;
  change(change: Partial<Preferences>): void;
}

/** Preferences kept in `file`; what is missing or unknown in it falls back to the default. */
export function openPreferences(file: string): PreferenceStore {
  let preferences = parsePreferences(readJsonFile(file));
  return {
    current: () => preferences,
    change(change) {
      preferences = { ...preferences, ...change };
      writeJsonFile(file, preferences);
    },
  };
}

const DESKTOP_DEFAULTS: DesktopSettings = { ...NOTICE_DEFAULTS, closesToTray: false };

function parseDesktop(value: unknown): DesktopSettings {
  const choice = (name: keyof DesktopSettings): boolean => {
    const kept = memberOf(value, name);
    return typeof kept === 'boolean' ? kept : DESKTOP_DEFAULTS[name];
  };
  return {
    notifications: choice('notifications'),
    showsText: choice('showsText'),
    sound: choice('sound'),
    closesToTray: choice('closesToTray'),
  };
}

function parsePreferences(value: unknown): Preferences {
  const theme = memberOf(value, 'theme');
  const workspace = memberOf(value, 'workspace');
  return {
    theme: isThemeChoice(theme) ? theme : 'system',
    workspace: isWorkspaceChoice(workspace) ? workspace : 'own',
    desktop: parseDesktop(memberOf(value, 'desktop')),
  };
}
