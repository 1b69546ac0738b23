import { useState, type SyntheticEvent } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { Banner } from '#renderer/ui/Banner.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Input } from '#renderer/ui/Input.tsx';
import { stripeKey } from '#shared/billing/connection/contract.ts';
import type { OutputOf } from '#shared/contract.ts';
import { Capabilities } from './Capabilities.tsx';
import { ModeBadge } from './ModeBadge.tsx';
import { useConnectionActions } from './useStripe.ts';

interface ConnectFormProps {
  readonly title: string;
  /** Absent where there is nothing to go back to. */
  readonly onDone?: () => void;
}

/** Checks a key, shows whose it is and what it may do, and only then connects with it. */
export function ConnectForm({ title, onDone }: ConnectFormProps) {
  const words = useWords();
  const texts = words.billing.connection;
  const { check, connect } = useConnectionActions();
  const [key, setKey] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const found = check.data;
  const problem = isWrong ? texts.keyShape : check.error === null ? null : wordsForError(check.error, words).message;

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (!stripeKey.safeParse(key).success) setIsWrong(true);
    else if (found === undefined) check.mutate(key);
    else
      connect.mutate(key, {
        onSuccess: () => {
          setKey('');
          check.reset();
          connect.reset();
          onDone?.();
        },
      });
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4 rounded-medium border border-line bg-raised p-4">
      <h3 className="text-title font-semibold">{title}</h3>
      <Field label={texts.keyLabel} help={texts.keyHelp} error={problem}>
        {(wiring) => (
          <Input
            {...wiring}
            type="password"
            autoComplete="off"
            className="font-mono"
            value={key}
            onChange={({ target }) => {
              setKey(target.value);
              setIsWrong(false);
              check.reset();
            }}
          />
        )}
      </Field>
      {found !== undefined && <Found found={found} />}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" size="medium" busy={check.isPending || connect.isPending}>
          {found === undefined ? texts.check : texts.connect}
        </Button>
        {onDone !== undefined && (
          <Button size="medium" onClick={onDone}>
            {texts.cancel}
          </Button>
        )}
      </div>
    </form>
  );
}

/** Whose key it is, before anything is kept. */
function Found({ found }: { readonly found: OutputOf<'billing.connect'> }) {
  const words = useWords().billing.connection;
  const { accountName, accountId, mode, isRestricted, missing, place } = found;
  return (
    <section aria-live="polite" className="flex flex-col gap-3">
      <p className="flex flex-wrap items-center gap-2">
        <ModeBadge mode={mode} />
        {words.found(accountName ?? accountId, words.modeHelp[mode])}
      </p>
      {!isRestricted && <Banner className="rounded-small">{words.unrestricted}</Banner>}
      {missing.length > 0 && (
        <Banner tone="warning" className="rounded-small">
          {words.missing(missing.map((resource) => words.resources[resource]).join(', '))}
        </Banner>
      )}
      {place === 'memory' && (
        <Banner tone="warning" className="rounded-small">
          {words.placeHelp.memory}
        </Banner>
      )}
      <Capabilities capabilities={found.capabilities} />
    </section>
  );
}
