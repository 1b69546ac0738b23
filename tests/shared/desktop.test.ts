import { describe, expect, it } from 'vitest';
import { isDesktopChange, isNotice, isNoticeKeys, isNoticeText, isUnreadCount } from '#shared/desktop.ts';

const notice = { key: 'notification-7', ids: ['a/7/1'], title: 'New', body: '<b>hi</b>' };

describe('what the page may ask of the desktop', () => {
  it('takes a notice of plain, short lines with a key of ours', () => {
    expect(isNotice(notice)).toBe(true);
    expect(isNotice({ ...notice, key: '../x' })).toBe(false);
    expect(isNotice({ ...notice, ids: [] })).toBe(false);
    expect(isNotice({ ...notice, ids: [7] })).toBe(false);
    expect(isNotice({ ...notice, title: 'x'.repeat(301) })).toBe(false);
    expect(isNotice({ ...notice, button: 'Acknowledge' })).toBe(true);
    expect(isNotice({ ...notice, button: ['Acknowledge'] })).toBe(false);
    expect(isNotice({ ...notice, icon: 'file:///etc/passwd' })).toBe(false);
    expect(isNoticeText({ title: 'a', body: 7 })).toBe(false);
    expect(isNoticeKeys(['notification-7', 'bundle-8'])).toBe(true);
    expect([['x'], 'notification-7', null].map(isNoticeKeys)).toEqual([false, false, false]);
  });

  it('takes choices that are yes or no, and counts that can be', () => {
    expect(isDesktopChange({ notifications: false, launchesAtLogin: true })).toBe(true);
    expect(isDesktopChange({ command: true })).toBe(false);
    expect(isDesktopChange({ notifications: 'no' })).toBe(false);
    expect(isDesktopChange(null)).toBe(false);
    expect([0, 3, -1, 1.5, Number.NaN, '3'].map(isUnreadCount)).toEqual([true, true, false, false, false, false]);
  });
});
