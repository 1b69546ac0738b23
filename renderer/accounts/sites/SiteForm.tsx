import { useId, useState, type KeyboardEvent, type SubmitEvent } from 'react';
import { localeOptions } from '#renderer/accounts/setUp/regions.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Combobox } from '#renderer/ui/Combobox.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Input } from '#renderer/ui/Input.tsx';
import { TextArea } from '#renderer/ui/TextArea.tsx';
import { ACCENT, MAXIMUM_GREETING, MAXIMUM_TEAM, MAXIMUM_TITLE } from '#shared/accounts/siteRules.ts';
import { ContrastNote } from './ContrastNote.tsx';
import { PositionChoice } from './PositionChoice.tsx';
import { DEFAULT_ACCENT, errorsOf, type SiteDraft } from './siteDraft.ts';
import { SitePreview } from './SitePreview.tsx';

interface SiteFormProps {
  readonly initial: SiteDraft;
  /** The button's label, by the name that stands in the form. */
  readonly action: (name: string) => string;
  readonly busy: boolean;
  readonly onSubmit: (draft: SiteDraft) => void;
}

/** In a field of several lines, Enter alone begins another. */
function submitByKeys(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
}

/** Name, pages, language and look of a site. What was typed survives a failure. */
export function SiteForm({ initial, action, busy, onSubmit }: SiteFormProps) {
  const words = useWords().accounts.sites;
  const [draft, setDraft] = useState(initial);
  const [checked, setChecked] = useState(false);
  const pickId = useId();
  const errors = errorsOf(draft, words);
  const shown = checked ? errors : {};
  const set = (change: Partial<SiteDraft>) => setDraft({ ...draft, ...change });

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    setChecked(true);
    const [first] = Object.keys(errors);
    if (first === undefined) onSubmit(draft);
    else event.currentTarget.querySelector<HTMLElement>(`[name=${first}]`)?.focus();
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <Field label={words.name} help={words.nameHelp} error={shown.name ?? null}>
        {(wiring) => (
          <Input
            {...wiring}
            name="name"
            maxLength={80}
            value={draft.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label={words.origins} help={words.originsHelp} error={shown.origins?.join('\n') ?? null}>
        {(wiring) => (
          <TextArea
            {...wiring}
            onKeyDown={submitByKeys}
            name="origins"
            spellCheck={false}
            minimumRows={3}
            className="font-mono"
            value={draft.origins}
            onChange={(event) => set({ origins: event.target.value })}
            onBlur={() => draft.origins !== '' && setChecked(true)}
          />
        )}
      </Field>
      <Field label={words.locale}>
        {(wiring) => (
          <Combobox
            {...wiring}
            label={words.locale}
            searchPlaceholder={words.searchLocale}
            nothingFound={words.nothingFound}
            options={localeOptions(draft.locale)}
            value={draft.locale}
            onValueChange={(locale) => set({ locale })}
          />
        )}
      </Field>
      <h3 className="mt-2 text-title font-semibold">{words.look}</h3>
      <div className="grid grid-cols-1 gap-6 wide:grid-cols-2">
        <div className="flex flex-col gap-4">
          <Field label={words.accent} error={shown.accent ?? null}>
            {(wiring) => (
              <span className="flex gap-2">
                <input
                  id={pickId}
                  type="color"
                  aria-label={words.accentPick}
                  value={ACCENT.test(draft.accent) ? draft.accent : DEFAULT_ACCENT}
                  onChange={(event) => set({ accent: event.target.value })}
                  className="h-8 w-11 shrink-0 cursor-pointer rounded-small border border-line-control bg-raised p-1"
                />
                <Input
                  {...wiring}
                  name="accent"
                  spellCheck={false}
                  maxLength={7}
                  value={draft.accent}
                  onChange={(event) => set({ accent: event.target.value.trim().toLowerCase() })}
                />
              </span>
            )}
          </Field>
          {ACCENT.test(draft.accent) && <ContrastNote accent={draft.accent} />}
          <PositionChoice value={draft.position} onChange={(position) => set({ position })} />
          <Field label={words.chatTitle} hint={words.optional}>
            {(wiring) => (
              <Input
                {...wiring}
                name="title"
                placeholder={draft.name}
                maxLength={MAXIMUM_TITLE}
                value={draft.title}
                onChange={(event) => set({ title: event.target.value })}
              />
            )}
          </Field>
          <Field label={words.greeting} hint={words.optional}>
            {(wiring) => (
              <TextArea
                {...wiring}
                onKeyDown={submitByKeys}
                name="greeting"
                maxLength={MAXIMUM_GREETING}
                value={draft.greeting}
                onChange={(event) => set({ greeting: event.target.value.replaceAll('\n', ' ') })}
              />
            )}
          </Field>
          <Field label={words.team} help={words.teamHelp} hint={words.optional}>
            {(wiring) => (
              <Input
                {...wiring}
                name="team"
                maxLength={MAXIMUM_TEAM}
                value={draft.team}
                onChange={(event) => set({ team: event.target.value })}
              />
            )}
          </Field>
        </div>
        <SitePreview draft={draft} />
      </div>
      <div className="flex justify-end">
        <Button type="submit" variant="primary" size="medium" busy={busy}>
          {action(draft.name.trim())}
        </Button>
      </div>
    </form>
  );
}
