import { Link } from 'wouter';
import { useWords } from '#renderer/app/words/useWords.ts';
import { pathToDispute } from '#renderer/billing/disputes/model/place.ts';
import { reasonText } from '#renderer/billing/payments/model/labels.ts';
import { DISPUTE_TONES } from '#renderer/billing/payments/parts/stateLook.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { Money } from '#renderer/ui/Money.tsx';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import { exactTime } from '#renderer/ui/time.ts';
import type { OutputOf } from '#shared/contract.ts';
import { Fact, Facts, Nothing, Part, StripeId } from './parts.tsx';

type Whole = OutputOf<'billing.payment'>;

/** What Stripe keeps of it, and what arrives. */
export function Settlement({ settlement }: Pick<Whole, 'settlement'>) {
  const { settlement: words } = useWords().billing.payments.detail;
  const { locale } = useUiEnvironment();
  if (settlement === null) {
    return (
      <Part title={words.title}>
        <Nothing>{words.unknown}</Nothing>
      </Part>
    );
  }
  const { gross, fee, net, currency, exchangeRate, availableOn, fees } = settlement;
  return (
    <Part title={words.title}>
      <dl className="flex flex-col gap-1.5">
        <Sum term={words.gross} amount={gross} currency={currency} />
        <Sum term={words.fee} amount={-fee} currency={currency} />
        {fees.length > 1 &&
          fees.map((one) => (
            <Sum key={one.description} term={one.description} amount={-one.amount} currency={one.currency} isPart />
          ))}
        <div className="flex justify-between border-t border-line pt-1.5 font-semibold">
          <dt>{words.net}</dt>
          <dd>
            <Money amount={net} currency={currency} />
          </dd>
        </div>
        {exchangeRate !== null && (
          <div className="flex justify-between text-ink-muted">
            <dt>{words.rate}</dt>
            <dd className="tabular-nums">
              {new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(exchangeRate)}
            </dd>
          </div>
        )}
        <div className="flex justify-between text-ink-muted">
          <dt>{words.available}</dt>
          <dd>
            <ExactTime at={availableOn} format={{ dateStyle: 'medium' }} />
          </dd>
        </div>
      </dl>
    </Part>
  );
}

interface SumProps {
  readonly term: string;
  readonly amount: number;
  readonly currency: string;
  /** One of those that the line above adds up. */
  readonly isPart?: boolean;
}

function Sum({ term, amount, currency, isPart = false }: SumProps) {
  return (
    <div className={isPart ? 'flex justify-between ps-4 text-meta text-ink-muted' : 'flex justify-between'}>
      <dt>{term}</dt>
      <dd>
        <Money amount={amount === 0 ? 0 : amount} currency={currency} />
      </dd>
    </div>
  );
}

export function Disputes({ disputes }: Pick<Whole, 'disputes'>) {
  const words = useWords().billing.payments;
  const { locale, timeZone } = useUiEnvironment();
  const { disputes: texts } = words.detail;
  const { link: dispute } = useWords().billing.disputes;
  return (
    <Part title={texts.title}>
      {disputes.length === 0 && <Nothing>{texts.none}</Nothing>}
      <ul className="flex flex-col gap-3 empty:hidden">
        {disputes.map(({ id, at, amount, currency, state, reason, dueAt }) => (
          <li key={id}>
            <p className="flex items-center gap-2">
              <Money amount={amount} currency={currency} className="font-medium" />
              <Badge tone={DISPUTE_TONES[state]}>{words.disputeStates[state]}</Badge>
              <ExactTime at={at} format={{ dateStyle: 'medium' }} className="ms-auto text-meta text-ink-faint" />
            </p>
            <p className="text-ink-muted">{reasonText(reason, words)}</p>
            {dueAt !== null && <p className="font-medium">{texts.due(exactTime(dueAt, locale, timeZone))}</p>}
            <Link
              href={pathToDispute(id)}
              className="block w-fit font-medium text-accent-text underline-offset-2 hover:underline"
            >
              {dispute}
            </Link>
            <StripeId id={id} />
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** Names of metadata with their values, as the shop wrote them. */
export function Metadata({ metadata }: Pick<Whole, 'metadata'>) {
  const { metadata: words } = useWords().billing.payments.detail;
  const entries = Object.entries(metadata);
  return (
    <Part title={words.title}>
      {entries.length === 0 ? (
        <Nothing>{words.none}</Nothing>
      ) : (
        <Facts>
          {entries.map(([name, value]) => (
            <Fact key={name} term={name}>
              {value}
            </Fact>
          ))}
        </Facts>
      )}
    </Part>
  );
}
