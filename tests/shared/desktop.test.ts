import { describe, expect, it } from 'vitest';
import { isConversationId, isDesktopChange, isNotice, isNoticeText, isUnreadCount } from '#shared/desktop.ts';

const id = '0198f0c2-5a3b-7c4d-8e5f-0123456789ab';

describe('what the page may ask of the desktop', () => {
  it('takes a notice of plain, short lines about a conversation', () => {
    expect(isNotice({ conversationId: id, title: 'New', body: '<b>hi</b>' })).toBe(true);
    expect(isNotice({ conversationId: '../x', title: 'New', body: '' })).toBe(false);
    expect(isNotice({ conversationId: id, title: 'x'.repeat(301), body: '' })).toBe(false);
    expect(isNotice({ conversationId: id, title: 'New', body: '', icon: 'file:///etc/passwd' })).toBe(false);
    expect(isNoticeText({ title: 'a', body: 7 })).toBe(false);
    expect(isConversationId(id.replace('-7c4d', '-4c4d'))).toBe(false);
  });

  it('takes choices that are yes or no, and counts that can be', () => {
    expect(isDesktopChange({ notifications: false, launchesAtLogin: true })).toBe(true);
    expect(isDesktopChange({ command: true })).toBe(false);
    expect(isDesktopChange({ notifications: 'no' })).toBe(false);
    expect(isDesktopChange(null)).toBe(false);
    expect([0, 3, -1, 1.5, Number.NaN, '3'].map(isUnreadCount)).toEqual([true, true, false, false, false, false]);
  });
});
