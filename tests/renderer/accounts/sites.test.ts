import { describe, expect, it } from 'vitest';
import { sitesContract } from '#shared/accounts/sites/contract.ts';
import { sectionsFor } from '#renderer/accounts/settings/sections.ts';
import { accentContrast } from '#renderer/accounts/sites/contrast.ts';
import { draftOf, emptyDraft, errorsOf, originErrors, settingsOf } from '#renderer/accounts/sites/siteDraft.ts';
import { sitesWords as words } from '#renderer/accounts/sites/words.en.ts';
import { DEFAULT_ACCENT as WIDGETS_OWN } from '#renderer/widget/color.ts';

const ID = '01932c5e-7f0a-7c3e-9d5b-2f6a1c0e8b44';

describe('the form of a site', () => {
  it('begins with the widget’s own colour, and leaves out what is its default', () => {
    const draft = { ...emptyDraft('en-GB'), name: ' Shop ' };
    expect(draft.accent).toBe(WIDGETS_OWN);
    expect(settingsOf(draft)).toEqual({ name: 'Shop', allowedOrigins: [], locale: 'en-GB', theme: {} });
  });

  it('gives back what it was given, as the server takes it', () => {
    const theme = { accent: '#0a6b4f', position: 'start', title: 'Ask', team: 'Us', greeting: 'Hello' } as const;
    const settings = {
      name: 'Shop',
      allowedOrigins: ['https://a.example', 'http://b.example:81'],
      locale: 'de',
      theme,
    };
    const site = { ...settings, id: ID, key: 'k', disabledAt: null, createdAt: 1 };
    expect(settingsOf(draftOf(site))).toEqual(settings);
    expect(sitesContract['sites.add'].input.safeParse({ id: ID, ...settingsOf(draftOf(site)) }).success).toBe(true);
  });

  it('names each wrong line, with what was meant where that is clear', () => {
    const text = 'https://good.example\n\n shop.example/x\nhttps://*.example\nhttps://good.example';
    expect(originErrors(text, words)).toEqual([
      'Line 3, shop.example/x: it must begin with https:// or http://. Write https://shop.example',
      'Line 4, https://*.example: there are no wildcards. Name each host on a line of its own.',
      'Line 5, https://good.example: it stands here twice.',
    ]);
  });

  it('finds what is missing, and too many lines', () => {
    const draft = { ...emptyDraft('en'), accent: 'red', origins: 'https://a.example\n'.repeat(51) };
    const errors = errorsOf(draft, words);
    expect([errors.name, errors.accent, errors.origins?.[0]]).toEqual([
      words.nameMissing,
      words.accentWrong,
      words.originTooMany(50),
    ]);
    expect(errorsOf({ ...emptyDraft('en'), name: 'Shop' }, words)).toEqual({});
  });
});

describe('the contrast of a colour', () => {
  it.each(['#000000', '#ffffff', '#4a3fd6', '#ffee00', '#767676', '#777777'])(
    '%s has text that can be read',
    (accent) => {
      const { text } = accentContrast(accent);
      expect(text.ratio).toBeGreaterThanOrEqual(4.5);
    },
  );

  it('is that of WCAG', () => {
    expect(accentContrast('#767676').onLightPage).toBeCloseTo(4.54, 2);
    expect(accentContrast('#000000').text).toEqual({ color: 'white', ratio: 21 });
    expect(accentContrast('#ffee00').onLightPage).toBeLessThan(3);
    expect(accentContrast('#000000').onDarkPage).toBeLessThan(3);
  });
});

it('only who may manage sites sees their section', () => {
  const has = (roles: Parameters<typeof sectionsFor>[0]) => sectionsFor(roles).some(({ id }) => id === 'sites');
  expect([has(['admin']), has(['support', 'finance']), has(['support', 'admin'])]).toEqual([true, false, true]);
});
