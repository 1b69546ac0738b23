import { describe, expect, it } from 'vitest';
import { directoriesFor } from '#electron/main/directories.ts';

describe('where things live', () => {
  it('keeps both workspaces in the profile when no directory was named', () => {
    expect(directoriesFor('/home/ada/OptimaliQ', null)).toEqual({
      profile: '/home/ada/OptimaliQ',
      data: { own: '/home/ada/OptimaliQ/workspaces/own', demo: '/home/ada/OptimaliQ/workspaces/demo' },
    });
  });

  it('puts the demo beside a named directory, never inside it', () => {
    const { data } = directoriesFor('/profile', '/srv/shop');
    expect(data).toEqual({ own: '/srv/shop', demo: '/srv/shop-demo' });
  });

  it('gives each data directory a profile, and so a lock, of its own', () => {
    const first = directoriesFor('/profile', '/srv/one').profile;
    expect(directoriesFor('/profile', '/srv/two').profile).not.toBe(first);
    expect(directoriesFor('/profile', '/srv/one').profile).toBe(first);
    expect(first).toMatch(/^\/profile\/instances\/[0-9a-f]{16}$/);
  });
});
