import { Rows } from '#renderer/accounts/settings/SettingsPart.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Choice } from '#renderer/notifications/Choice.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { Input } from '#renderer/ui/Input.tsx';
import type { Preferences, usePreferenceActions } from './usePreferences.ts';

interface QuietPartProps {
  readonly quietHours: Preferences['quietHours'];
  readonly setQuietHours: ReturnType<typeof usePreferenceActions>['setQuietHours'];
}

/** A week as most calendars here begin it: on Monday. */
const WEEK = [1, 2, 3, 4, 5, 6, 0];

/** `22:05` for 1325 minutes after midnight, as a time field has it. */
const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
function minutesOf(time: string): number | null {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(time) ?? [];
  return hours === undefined || minutes === undefined ? null : Number(hours) * 60 + Number(minutes);
}

/** When one wants to hear of nothing, and what breaks through all the same. */
export function QuietPart({ quietHours, setQuietHours }: QuietPartProps) {
  const words = useWords().notifications.quiet;
  const change = (changes: Partial<Preferences['quietHours']>): void => {
    // The times are those of where one is when one chooses them.
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    setQuietHours.mutate({ ...quietHours, timeZone, ...changes });
  };
  const { isOn, from, to, days, timeZone, urgentThrough } = quietHours;
  return (
    <>
      <h3 className="mt-8 mb-3 text-title font-semibold">{words.title}</h3>
      <Rows>
        <Choice label={words.isOn} help={words.help} checked={isOn} onChange={(value) => change({ isOn: value })} />
        {isOn && (
          <div className="flex flex-wrap items-end gap-x-4 gap-y-3 px-4 py-3">
            {(['from', 'to'] as const).map((end) => (
              <Field key={end} label={words[end]}>
                {(wiring) => (
                  <Input
                    {...wiring}
                    type="time"
                    value={timeOf(end === 'from' ? from : to)}
                    onChange={(event) => {
                      const minutes = minutesOf(event.target.value);
                      if (minutes !== null) change({ [end]: minutes });
                    }}
                    className="w-30"
                  />
                )}
              </Field>
            ))}
            <fieldset className="min-w-0">
              <legend className="mb-1 font-medium">{words.days}</legend>
              <div className="flex flex-wrap gap-1">
                {WEEK.map((day) => {
                  const isChosen = days.includes(day);
                  const name = words.dayNames[day] ?? '';
                  return (
                    <label
                      key={day}
                      className={cx(
                        'relative flex h-8 min-w-10 cursor-pointer items-center justify-center rounded-small border px-2 font-medium transition-colors has-focus-visible:outline-2 has-focus-visible:outline-accent',
                        isChosen
                          ? 'border-accent bg-accent-subtle text-accent-text'
                          : 'border-line-control text-ink-muted',
                      )}
                    >
                      <input
                        type="checkbox"
                        aria-label={name}
                        checked={isChosen}
                        onChange={() => change({ days: isChosen ? days.filter((one) => one !== day) : [...days, day] })}
                        className="sr-only"
                      />
                      <span aria-hidden>{name.slice(0, 2)}</span>
                    </label>
                  );
                })}
              </div>
            </fieldset>
            <p className="w-full text-meta text-ink-faint">{words.zone(timeZone)}</p>
          </div>
        )}
        {isOn && (
          <Choice label={words.urgent} checked={urgentThrough} onChange={(value) => change({ urgentThrough: value })} />
        )}
      </Rows>
    </>
  );
}
