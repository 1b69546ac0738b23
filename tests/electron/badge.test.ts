import type { NativeImage } from 'electron';
import { expect, it } from 'vitest';
import { createBadge } from '#electron/main/badge.ts';
import { words } from '#electron/main/words.ts';

/** An icon that takes a count, or a desktop without a launcher that would. */
function givenBadge(platform: NodeJS.Platform, takesCount: boolean) {
  const set: number[] = [];
  const overlays: unknown[] = [];
  const badge = createBadge({
    platform,
    app: {
      getBadgeCount: () => set.at(-1) ?? 0,
      setBadgeCount: (count = 0) => {
        if (takesCount) set.push(count);
        return takesCount;
      },
    },
    draw: (count) => `picture of ${String(count)}` as unknown as NativeImage,
    describe: words.tray.unread,
  });
  const window = {
    setOverlayIcon: (image: NativeImage | null, description: string) => overlays.push([image, description]),
  };
  return { badge, window, set, overlays };
}

it('stands at the dock on macOS', () => {
  const { badge, window, set, overlays } = givenBadge('darwin', true);
  expect(badge.place()).toBe('dock');
  badge.show(window, 3);
  badge.show(null, 0);
  expect(set).toEqual([3, 0]);
  expect(overlays).toEqual([]);
});

it('is drawn over the taskbar’s icon on Windows, in words too, and goes when nothing waits', () => {
  const { badge, window, overlays } = givenBadge('win32', false);
  expect(badge.place()).toBe('taskbar');
  badge.show(window, 1);
  badge.show(window, 12);
  badge.show(window, 0);
  expect(overlays).toEqual([
    ['picture of 1', '1 conversation waits'],
    ['picture of 12', '12 conversations wait'],
    [null, ''],
  ]);
  expect(() => badge.show(null, 2)).not.toThrow();
});

it('stands on the launcher on Linux where there is one that takes it, and asking where changes nothing', () => {
  const { badge, window, set } = givenBadge('linux', true);
  badge.show(window, 4);
  expect(badge.place()).toBe('launcher');
  expect(set.at(-1)).toBe(4);
});

it('stands nowhere on a Linux desktop without such a launcher', () => {
  const { badge, window, set, overlays } = givenBadge('linux', false);
  badge.show(window, 4);
  expect(badge.place()).toBeNull();
  expect([set, overlays]).toEqual([[], []]);
});
