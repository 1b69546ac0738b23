import type { SelectOption } from '#renderer/ui/Select.tsx';

/** Languages and regions that formats are offered for. The words of the console are separate. */
const LOCALES = [
  'de-AT', 'de-CH', 'de-DE', 'en-AU', 'en-CA', 'en-GB', 'en-IE', 'en-IN', 'en-US', 'es-ES', 'es-MX', 'fr-CA', 'fr-FR',
  'it-IT', 'ja-JP', 'ko-KR', 'nb-NO', 'nl-NL', 'pl-PL', 'pt-BR', 'pt-PT', 'sv-SE', 'tr-TR', 'zh-CN',
]; // prettier-ignore

/** Names of locales in their own language, with the person's own among them. */
export function localeOptions(own: string): readonly SelectOption[] {
  return [...new Set([...LOCALES, own])].map((locale) => ({ value: locale, label: localeName(locale) })).sort(byLabel);
}

export function localeName(locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(locale) ?? locale;
  } catch {
    return locale;
  }
}

/** Every time zone with its present offset, ordered by name. */
export function timeZoneOptions(own: string, at: number): readonly SelectOption[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), own])]
    .map((zone) => ({ value: zone, label: zone.replaceAll('_', ' '), note: offsetOf(zone, at) }))
    .sort(byLabel);
}

function offsetOf(timeZone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  const offset = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  return offset === 'GMT' ? 'UTC' : offset.replace('GMT', 'UTC');
}

function byLabel(a: SelectOption, b: SelectOption): number {
  return a.label.localeCompare(b.label);
}

/** What this computer is set to. */
export function ownRegion(): { readonly locale: string; readonly timeZone: string } {
  const { locale, timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return { locale, timeZone };
}
