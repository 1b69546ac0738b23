import type { InputOf } from '#shared/contract.ts';
import type { ManagedSite } from '#shared/accounts/sites/contract.ts';
import { ACCENT, MAXIMUM_ORIGINS, originFault, originOf } from '#shared/accounts/siteRules.ts';
import type { sitesWords } from './words.en.ts';

/** What stands in the form. */
export interface SiteDraft {
  readonly name: string;
  /** One origin a line. */
  readonly origins: string;
  readonly locale: string;
  readonly accent: string;
  readonly position: 'start' | 'end';
  readonly title: string;
  readonly team: string;
  readonly greeting: string;
}

/** The widget's own colour, where a site has none (renderer/widget/color.ts). */
export const DEFAULT_ACCENT = '#4a3fd6';

export function draftOf(site: ManagedSite): SiteDraft {
  const { theme } = site;
  return {
    name: site.name,
    origins: site.allowedOrigins.join('\n'),
    locale: site.locale,
    accent: theme.accent ?? DEFAULT_ACCENT,
    position: theme.position ?? 'end',
    title: theme.title ?? '',
    team: theme.team ?? '',
    greeting: theme.greeting ?? '',
  };
}

export const emptyDraft = (locale: string): SiteDraft => ({
  name: '',
  origins: '',
  locale,
  accent: DEFAULT_ACCENT,
  position: 'end',
  title: '',
  team: '',
  greeting: '',
});

const linesOf = (text: string): readonly (readonly [line: number, text: string])[] =>
  text
    .split('\n')
    .map((line, index) => [index + 1, line.trim()] as const)
    .filter(([, line]) => line !== '');

/** What is wrong with the lines, one sentence each. */
export function originErrors(text: string, words: typeof sitesWords): readonly string[] {
  const lines = linesOf(text);
  const errors = lines.flatMap(([number, line], index) => {
    const fault = originFault(line);
    const isTwice = fault === null && lines.findIndex(([, other]) => other === line) < index;
    if (fault === null && !isTwice) return [];
    const meant = fault === null || fault === 'wildcard' || fault === 'user' ? null : originOf(line);
    const problem = fault === null ? words.originTwice : words.originFaults[fault];
    return [words.originsLine(number, line, problem + (meant === null ? '' : words.originMeant(meant)))];
  });
  return lines.length > MAXIMUM_ORIGINS ? [words.originTooMany(MAXIMUM_ORIGINS), ...errors] : errors;
}

export interface SiteErrors {
  readonly name?: string;
  readonly accent?: string;
  readonly origins?: readonly string[];
}

export function errorsOf(draft: SiteDraft, words: typeof sitesWords): SiteErrors {
  const origins = originErrors(draft.origins, words);
  return {
    ...(draft.name.trim() === '' ? { name: words.nameMissing } : {}),
    ...(ACCENT.test(draft.accent) ? {} : { accent: words.accentWrong }),
    ...(origins.length === 0 ? {} : { origins }),
  };
}

type Settings = Omit<InputOf<'sites.add'>, 'id'>;

/** The form as the server takes it. What is the widget's default is left out, so that a later default counts. */
export function settingsOf(draft: SiteDraft): Settings {
  const text = (name: 'title' | 'team' | 'greeting') => {
    const value = draft[name].trim();
    return value === '' ? {} : { [name]: value };
  };
  return {
    name: draft.name.trim(),
    allowedOrigins: linesOf(draft.origins).map(([, line]) => line),
    locale: draft.locale,
    theme: {
      ...(draft.accent === DEFAULT_ACCENT ? {} : { accent: draft.accent }),
      ...(draft.position === 'end' ? {} : { position: draft.position }),
      ...text('title'),
      ...text('team'),
      ...text('greeting'),
    },
  };
}
