import { useState } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { reasonText } from '#renderer/billing/payments/model/labels.ts';
import { HANDS } from '#renderer/billing/refunds/all/model/filters.ts';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { GroupPart } from './GroupPart.tsx';
import type { ReportProps } from './reportProps.ts';

const given = { isGiven: true } as const;

/** Why, in Stripe's reasons. */
export function ReasonPart({ report, ...props }: ReportProps) {
  const { payments, refunds } = useWords().billing;
  const { reasons: words } = refunds.reports;
  return (
    <GroupPart
      {...props}
      title={words.title}
      name="reasons"
      first={words.first}
      groups={report.reasons.map(({ reason, refunds: count, refunded: amount }) => ({
        key: reason ?? '',
        label: reason === null ? refunds.all.filters.chip.noReason : reasonText(reason, payments),
        count,
        amount,
        filters: { ...given, reason },
      }))}
    />
  );
}

/** Of what, as far as payments say it. */
export function ProductPart({ report, ...props }: ReportProps) {
  const { all, reports } = useWords().billing.refunds;
  const { products: words } = reports;
  const { named, others } = report.products;
  return (
    <GroupPart
      {...props}
      title={words.title}
      name="products"
      first={words.first}
      groups={[
        ...named.map(({ product, refunds: count, refunded: amount }) => ({
          key: product === null ? 'none' : `product ${product}`,
          label: product ?? all.filters.chip.noProduct,
          count,
          amount,
          filters: { ...given, product },
        })),
        ...(others.products === 0
          ? []
          : [
              {
                key: 'others',
                label: words.others(others.products),
                count: others.refunds,
                amount: others.refunded,
                filters: null,
              },
            ]),
      ]}
    />
  );
}

/** By the labels of the conversations that they were drafted in. */
export function LabelPart({ report, ...props }: ReportProps) {
  const { all, reports } = useWords().billing.refunds;
  const { labels: words } = reports;
  return (
    <GroupPart
      {...props}
      title={words.title}
      name="labels"
      first={words.first}
      head={<p className="text-meta text-ink-muted">{words.several}</p>}
      groups={report.labels.map(({ label, refunds: count, refunded: amount }) => ({
        key: label === null ? 'none' : `label ${label}`,
        label: label ?? all.filters.chip.noLabel,
        count,
        amount,
        filters: { ...given, label },
      }))}
    />
  );
}

/** By whom: drafted, requested or approved. */
export function PeoplePart({ report, ...props }: ReportProps) {
  const { people: words } = useWords().billing.refunds.reports;
  const [hand, setHand] = useState<(typeof HANDS)[number]>('requestedBy');
  const groups = { draftedBy: report.drafted, requestedBy: report.requested, approvedBy: report.approved }[hand];
  return (
    <GroupPart
      {...props}
      title={words.title}
      name={words.files[hand]}
      first={words.hands[hand]}
      head={
        <Segmented
          label={words.hand}
          className="mt-1"
          value={hand}
          segments={HANDS.map((value) => ({ value, label: words.hands[value] }))}
          onValueChange={setHand}
        />
      }
      groups={groups.map(({ by, refunds: count, refunded: amount }) => ({
        key: by?.id ?? 'nobody',
        label: by?.name ?? words.nobody[hand],
        count,
        amount,
        filters: { ...given, [hand]: by?.id ?? null },
      }))}
    />
  );
}

/** What became of everything of these days, also of what is no money given back. */
export function StatePart({ report, ...props }: ReportProps) {
  const { states, reports } = useWords().billing.refunds;
  const { states: words } = reports;
  return (
    <GroupPart
      {...props}
      title={words.title}
      name="states"
      first={words.first}
      groups={report.states.map(({ state, count, amount }) => ({
        key: state,
        label: states[state],
        count,
        amount,
        filters: { states: [state] },
      }))}
    />
  );
}

/** Where it was made. */
export function OriginPart({ report, ...props }: ReportProps) {
  const { all, reports } = useWords().billing.refunds;
  const { origins: words } = reports;
  return (
    <GroupPart
      {...props}
      title={words.title}
      name="origins"
      first={words.first}
      groups={report.origins.map(({ origin, refunds: count, refunded: amount }) => ({
        key: origin,
        label: all.filters.origins[origin],
        count,
        amount,
        filters: { ...given, origin },
      }))}
    />
  );
}
