import { Link2 } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useCommands } from '#renderer/app/commands/commands.ts';
import { useSession } from '#renderer/app/context.ts';
import { useShortcuts } from '#renderer/app/shortcuts/shortcuts.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { NEWEST_FIRST, pathOf, pathToPayment } from '#renderer/billing/payments/model/place.ts';
import { useLatest } from '#renderer/ui/useLatest.ts';
import type { MoneyQuery } from '#renderer/customers/hooks/useMoney.ts';
import { usePayerLinks } from '#renderer/customers/hooks/usePayerLinks.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Money } from '#renderer/ui/Money.tsx';
import type { OutputOf } from '#shared/contract.ts';
import type { LinkedPayer, Payer } from '#shared/customers/payers/contract.ts';
import { isGranted } from '#shared/wire/access.ts';
import { LinkPayerDialog } from './LinkPayerDialog.tsx';
import { payerName } from './payerName.ts';

interface PayersPartProps {
  readonly customer: Pick<OutputOf<'customers.get'>, 'id' | 'isEmailVerified'>;
  readonly money: NonNullable<MoneyQuery['data']>;
}

/** Which of Stripe's customers a customer is, how we know, and who else they might be. */
export function PayersPart({ customer: { id: customerId, isEmailVerified }, money }: PayersPartProps) {
  const words = useWords();
  const { payers: texts } = words.customers;
  const { account } = useSession();
  const mayManage = isGranted(account.roles, 'customers.manage');
  const { link, unlink } = usePayerLinks();
  const [isLinking, setIsLinking] = useState(false);
  const { payers, suggestions } = money;
  useLinkKey(mayManage ? () => setIsLinking(true) : null);
  return (
    <section className="flex flex-col gap-3">
      <h3 className="text-meta font-semibold text-ink-muted">{texts.title}</h3>
      {payers.length === 0 && <p className="-mt-1.5 text-ink-faint">{texts.none}</p>}
      <ul className="flex flex-col gap-2.5 empty:hidden">
        {payers.map((payer) => (
          <PayerRow key={payer.payerId} payer={payer} detail={howText(payer, texts)}>
            {mayManage && (
              <Button
                variant="ghost"
                aria-label={texts.unlinkOf(payerName(payer, words))}
                busy={unlink.isPending && unlink.variables.payerId === payer.payerId}
                onClick={() => unlink.mutate({ customerId, payerId: payer.payerId, name: payerName(payer, words) })}
              >
                {texts.unlink}
              </Button>
            )}
          </PayerRow>
        ))}
      </ul>
      {suggestions.length > 0 && (
        <div className="flex flex-col gap-2.5 rounded-medium border border-line bg-sunken p-3">
          <div>
            <h4 className="font-medium">{isEmailVerified ? texts.suggestionsVerified : texts.suggestions}</h4>
            <p className="text-meta text-ink-muted">{texts.suggestionsHelp}</p>
          </div>
          <ul className="flex flex-col gap-2.5">
            {suggestions.map((payer) => (
              <PayerRow key={payer.payerId} payer={payer} detail={payer.payment === null ? payer.email : texts.payment}>
                {mayManage && (
                  <Button
                    aria-label={texts.linkOf(payerName(payer, words))}
                    busy={link.isPending && link.variables.payerId === payer.payerId}
                    onClick={() => link.mutate({ customerId, payerId: payer.payerId, name: payerName(payer, words) })}
                  >
                    {texts.link}
                  </Button>
                )}
              </PayerRow>
            ))}
          </ul>
        </div>
      )}
      {mayManage && (
        <Button icon={Link2} className="self-start" onClick={() => setIsLinking(true)}>
          {texts.open}
        </Button>
      )}
      {isLinking && <LinkPayerDialog customerId={customerId} onClose={() => setIsLinking(false)} />}
    </section>
  );
}

/** L, and the palette, ask whom to link. */
function useLinkKey(ask: (() => void) | null): void {
  const { page, payers } = useWords().customers;
  const latest = useLatest(ask);
  const isPossible = ask !== null;
  const deeds = useMemo(
    () =>
      isPossible
        ? [
            {
              id: 'customer.link',
              keys: 'l',
              label: payers.open,
              group: page.shortcuts.group,
              run: () => latest.current?.(),
            },
          ]
        : [],
    [isPossible, page, payers, latest],
  );
  useShortcuts(deeds);
  useCommands(useMemo(() => deeds.map(({ keys, ...deed }) => ({ ...deed, shortcut: keys, icon: Link2 })), [deeds]));
}

type Texts = ReturnType<typeof useWords>['customers']['payers'];

const howText = ({ how, linkedBy }: LinkedPayer, texts: Texts): string =>
  linkedBy === null ? texts.how[how] : texts.handBy(linkedBy);

interface PayerRowProps {
  readonly payer: Payer;
  readonly detail: string | null;
  readonly children: ReactNode;
}

/** A payer, with the way to their payments. */
function PayerRow({ payer, detail, children }: PayerRowProps) {
  const words = useWords();
  const { payerId, payment } = payer;
  const path =
    payment === null
      ? pathOf({ filters: { customer: payerId }, sort: NEWEST_FIRST, paymentId: null })
      : pathToPayment(payerId);
  return (
    <li className="flex items-start gap-2">
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2">
          <Link href={path} className="truncate font-medium text-accent-text underline-offset-2 hover:underline">
            {payerName(payer, words)}
          </Link>
          {payment !== null && <Money amount={payment.amount} currency={payment.currency} className="text-ink-muted" />}
        </p>
        {detail !== null && (
          <p className="truncate text-meta text-ink-muted" title={detail}>
            {detail}
          </p>
        )}
      </div>
      {children}
    </li>
  );
}
