import { useState, type SyntheticEvent } from 'react';
import { Row, Rows } from '#renderer/accounts/settings/SettingsPart.tsx';
import { CopyBlock } from '#renderer/app/CopyBlock.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Input } from '#renderer/ui/Input.tsx';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import { webhookSecret } from '#shared/billing/connection/contract.ts';
import type { OutputOf } from '#shared/contract.ts';
import { RemoveSecretDialog } from './RemoveSecretDialog.tsx';
import { useConnectionActions } from './useStripe.ts';

/** Where Stripe sends its events, and the secrets that prove that they are Stripe's. */
export function SigningSecrets({ details }: { readonly details: OutputOf<'billing.connectionDetails'> }) {
  const words = useWords().billing.connection;
  const [leaving, setLeaving] = useState<string | null>(null);
  const { webhookUrl, webhookSecrets, place } = details;
  const isFixed = place === 'environment' || place === 'sandbox';
  return (
    <section className="mt-8 flex flex-col gap-4">
      <header>
        <h3 className="text-title font-semibold">{words.webhooksTitle}</h3>
        <p className="mt-1 text-ink-muted">{words.webhooksDescription}</p>
      </header>
      {webhookUrl === null ? (
        <p>{words.noWebhookUrl}</p>
      ) : (
        <CopyBlock label={words.webhookUrl} help={words.webhookUrlHelp} text={webhookUrl} copyLabel={words.copy} />
      )}
      <Rows>
        {webhookSecrets.length === 0 && <Row label={words.noSecrets} />}
        {webhookSecrets.map(({ hint, addedAt, lastUsedAt }) => (
          <Row
            key={hint}
            label={<code className="font-mono">{hint}</code>}
            help={
              <>
                {words.addedAt} <RelativeTime at={addedAt} />,{' '}
                {lastUsedAt === null ? (
                  words.neverUsed
                ) : (
                  <>
                    {words.lastUsed} <RelativeTime at={lastUsedAt} />
                  </>
                )}
              </>
            }
          >
            {!isFixed && (
              <Button aria-label={words.removeNamed(hint)} onClick={() => setLeaving(hint)}>
                {words.remove}
              </Button>
            )}
          </Row>
        ))}
      </Rows>
      {!isFixed && <AddSecret />}
      {leaving !== null && (
        <RemoveSecretDialog hint={leaving} isLast={webhookSecrets.length === 1} onClose={() => setLeaving(null)} />
      )}
    </section>
  );
}

function AddSecret() {
  const words = useWords().billing.connection;
  const { addSecret } = useConnectionActions();
  const [secret, setSecret] = useState('');
  const [isWrong, setIsWrong] = useState(false);

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (webhookSecret.safeParse(secret).success) addSecret.mutate(secret, { onSuccess: () => setSecret('') });
    else setIsWrong(true);
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-2">
      <Field label={words.secretLabel} help={words.secretHelp} error={isWrong ? words.secretShape : null}>
        {(wiring) => (
          <span className="flex gap-2">
            <Input
              {...wiring}
              type="password"
              autoComplete="off"
              className="font-mono"
              value={secret}
              onChange={({ target }) => {
                setSecret(target.value);
                setIsWrong(false);
              }}
            />
            <Button type="submit" size="medium" busy={addSecret.isPending}>
              {words.add}
            </Button>
          </span>
        )}
      </Field>
    </form>
  );
}
