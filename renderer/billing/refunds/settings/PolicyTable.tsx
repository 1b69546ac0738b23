import { Rows } from '#renderer/accounts/settings/SettingsPart.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import type { RefundPolicy } from '#shared/billing/refunds/contract.ts';
import { LIMIT_FIELDS } from './policyDraft.ts';

/** The limits, for those who only read them. */
export function PolicyTable({ policy }: { readonly policy: RefundPolicy }) {
  const { settings: words } = useWords().billing.refunds;
  const { locale } = useUiEnvironment();
  const { limits, expiry } = words;
  const cell = 'px-4 py-2.5 text-end tabular-nums';
  return (
    <>
      <p className="mb-3 text-ink-muted">{words.readOnly}</p>
      <Rows>
        {policy.limits.length === 0 ? (
          <p className="px-4 py-3 text-ink-muted">{limits.none}</p>
        ) : (
          <table className="w-full">
            <thead className="text-meta text-ink-muted">
              <tr>
                <th scope="col" className="px-4 py-2 text-start font-medium">
                  {limits.currency}
                </th>
                {LIMIT_FIELDS.map((field) => (
                  <th key={field} scope="col" className="px-4 py-2 text-end font-medium">
                    {limits[field]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="divide-y divide-line border-t border-line">
              {policy.limits.map(({ currency, approvalAbove, perRefund, perPersonDay }) => {
                const text = (amount: number | null): string =>
                  amount === null ? limits.noLimit : formatMoney({ amount, currency }, locale);
                return (
                  <tr key={currency}>
                    <th scope="row" className="px-4 py-2.5 text-start font-medium">
                      {currency}
                    </th>
                    <td className={cell}>{approvalAbove === 0 ? limits.every : text(approvalAbove)}</td>
                    <td className={cell}>{text(perRefund)}</td>
                    <td className={cell}>{text(perPersonDay)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        )}
        <p className="flex justify-between px-4 py-2.5">
          <span>{expiry.label}</span>
          <span>{expiry.told(policy.expiresAfterHours)}</span>
        </p>
      </Rows>
    </>
  );
}
