import { useState, type SubmitEvent } from 'react';
import { FailureBanner } from '#renderer/accounts/FailureBanner.tsx';
import { Row, Rows } from '#renderer/accounts/settings/SettingsPart.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { actionFailure } from '#renderer/billing/payments/detail/actions.ts';
import { useSetRefundPolicy } from '#renderer/billing/refunds/hooks/useRefundPolicy.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Combobox } from '#renderer/ui/Combobox.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { Input } from '#renderer/ui/Input.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { RefundPolicy } from '#shared/billing/refunds/contract.ts';
import { allCurrencies, currencyName } from './currencies.ts';
import { LimitRow } from './LimitRow.tsx';
import { draftOf, emptyLimit, readPolicy, type PolicyDraft } from './policyDraft.ts';

/** The limits, for those who set them. What was typed survives a failure. */
export function PolicyForm({ policy }: { readonly policy: RefundPolicy }) {
  const words = useWords();
  const { settings: texts } = words.billing.refunds;
  const { locale } = useUiEnvironment();
  const [draft, setDraft] = useState<PolicyDraft | null>(null);
  const [isTried, setIsTried] = useState(false);
  const shown = draft ?? draftOf(policy, locale);
  const read = readPolicy(shown, locale);
  const save = useSetRefundPolicy(() => {
    setDraft(null);
    setIsTried(false);
    showToast({ tone: 'success', title: texts.saved });
  });
  const failure = save.error === null ? null : actionFailure(save.error, words);
  const change = (changes: Partial<PolicyDraft>): void => setDraft({ ...shown, ...changes });
  const others = allCurrencies().filter((code) => shown.limits.every(({ currency }) => currency !== code));

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setIsTried(true);
    if (read.policy !== null && !save.isPending) save.mutate(read.policy);
  }
  return (
    <form className="flex flex-col gap-4" onSubmit={submit}>
      {failure !== null && (
        <FailureBanner
          message={failure.isUncertain ? texts.uncertain : `${texts.saveFailed}. ${failure.message}`}
          reference={failure.reference}
        />
      )}
      <Rows>
        {shown.limits.length === 0 && <p className="px-4 py-3 text-ink-muted">{texts.limits.none}</p>}
        {shown.limits.map((limit) => (
          <LimitRow
            key={limit.currency}
            limit={limit}
            isFixed={save.isPending}
            problemOf={(field) => (isTried ? read.problemOf(limit.currency, field) : null)}
            onChange={(next) =>
              change({ limits: shown.limits.map((one) => (one.currency === next.currency ? next : one)) })
            }
            onRemove={() => change({ limits: shown.limits.filter(({ currency }) => currency !== limit.currency) })}
          />
        ))}
        <Field label={texts.limits.add} help={texts.limits.emptyHelp} className="px-4 py-3">
          {(wiring) => (
            <Combobox
              {...wiring}
              label={texts.limits.add}
              value=""
              placeholder={texts.limits.addPlaceholder}
              searchPlaceholder={texts.limits.addSearch}
              nothingFound={texts.limits.addNothing}
              options={others.map((code) => ({ value: code, label: code, note: currencyName(code, locale) }))}
              onValueChange={(code) => change({ limits: [...shown.limits, emptyLimit(code)] })}
              className="w-48"
            />
          )}
        </Field>
      </Rows>
      <Rows>
        <Row label={texts.expiry.label} help={texts.expiry.help}>
          <Field
            label={texts.expiry.unit}
            error={isTried && read.areHoursWrong ? texts.expiry.wrong : null}
            className="w-40"
          >
            {(wiring) => (
              <Input
                {...wiring}
                inputMode="numeric"
                autoComplete="off"
                className="tabular-nums"
                value={shown.hours}
                readOnly={save.isPending}
                onChange={({ target }) => change({ hours: target.value })}
              />
            )}
          </Field>
        </Row>
      </Rows>
      <div className="flex justify-end gap-2">
        {draft !== null && (
          <Button
            variant="ghost"
            onClick={() => {
              setDraft(null);
              setIsTried(false);
            }}
          >
            {texts.discard}
          </Button>
        )}
        <Button variant="primary" type="submit" busy={save.isPending} disabled={draft === null}>
          {texts.save}
        </Button>
      </div>
    </form>
  );
}
