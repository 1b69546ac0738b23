import { useWords } from '#renderer/app/words/useWords.ts';
import { CHANNELS } from '#shared/notifications/kinds.ts';
import type { Preferences, usePreferenceActions } from './usePreferences.ts';

interface ChoicesPartProps {
  readonly preferences: Preferences;
  readonly choose: ReturnType<typeof usePreferenceActions>['choose'];
}

/** What one is told, by which channel: a row for each reason, a column for each way. */
export function ChoicesPart({ preferences: { choices, waitingForEmail }, choose }: ChoicesPartProps) {
  const { choices: words, kinds, channels } = useWords().notifications;
  const rows = [...new Set(choices.map(({ kind }) => kind))];
  return (
    <>
      <h3 className="mt-8 mb-1 text-title font-semibold">{words.title}</h3>
      <p className="mb-3 text-ink-muted">{words.description}</p>
      <div className="overflow-x-auto rounded-medium border border-line bg-raised">
        <table className="w-full border-collapse">
          <thead>
            <tr className="border-b border-line text-meta text-ink-muted">
              <th scope="col" className="px-4 py-2 text-start font-medium">
                {words.kind}
              </th>
              {CHANNELS.map((channel) => (
                <th
                  key={channel}
                  scope="col"
                  title={words.help[channel]}
                  className="w-20 px-2 py-2 text-center font-medium"
                >
                  {channels[channel]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows.map((kind) => (
              <tr key={kind}>
                <th scope="row" className="px-4 py-2.5 text-start font-medium">
                  {kinds[kind]}
                </th>
                {CHANNELS.map((channel) => (
                  <td key={channel} className="text-center align-middle">
                    <label className="inline-flex size-9 items-center justify-center">
                      <input
                        type="checkbox"
                        aria-label={words.option(kinds[kind], channels[channel])}
                        checked={choices.some((one) => one.kind === kind && one.channel === channel && one.isOn)}
                        onChange={(event) => choose.mutate({ kind, channel, isOn: event.target.checked })}
                        className="size-4 accent-accent"
                      />
                    </label>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {waitingForEmail > 0 && <p className="mt-2 text-meta text-ink-muted">{words.waitingForEmail(waitingForEmail)}</p>}
    </>
  );
}
