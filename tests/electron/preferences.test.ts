import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPreferences } from '#electron/main/preferences.ts';

const DEFAULTS = {
  theme: 'system',
  workspace: 'own',
  desktop: { notifications: true, showsText: true, sound: true, closesToTray: false },
};

let folder = '';
const file = () => path.join(folder, 'profile', 'preferences.json');

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'optimaliq-preferences-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('preferences', () => {
  it('follow the system and open the own workspace at first', () => {
    expect(openPreferences(file()).current()).toEqual(DEFAULTS);
  });

  it('survive a restart', () => {
    openPreferences(file()).change({ theme: 'dark' });
    openPreferences(file()).change({ workspace: 'demo' });
    expect(openPreferences(file()).current()).toEqual({ ...DEFAULTS, theme: 'dark', workspace: 'demo' });
    expect(readdirSync(path.dirname(file()))).toEqual(['preferences.json']);
  });

  it.each(['', '{"theme":', '[]', '{"theme":"purple","workspace":7,"desktop":{"showsText":1}}'])(
    'fall back when the file holds %j',
    (content) => {
      const broken = path.join(folder, 'preferences.json');
      writeFileSync(broken, content);
      expect(openPreferences(broken).current()).toEqual(DEFAULTS);
    },
  );
});
