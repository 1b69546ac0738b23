import { useQuery } from '@tanstack/react-query';
import { useClient } from '#renderer/app/context.ts';

const HOUR = 3_600_000;
const NONE = { currencies: [], brands: [] };

/** Currencies and card brands that occur. What is chosen already is among them, also before they are known. */
export function usePaymentChoices(currency: string | undefined, brand: string | undefined) {
  const client = useClient();
  const { data = NONE } = useQuery({
    queryKey: ['billing.paymentChoices'],
    queryFn: () => client.call('billing.paymentChoices', {}),
    staleTime: HOUR,
  });
  const withChosen = (all: readonly string[], chosen: string | undefined): readonly string[] =>
    chosen === undefined || all.includes(chosen) ? all : [...all, chosen];
  return { currencies: withChosen(data.currencies, currency), brands: withChosen(data.brands, brand) };
}
