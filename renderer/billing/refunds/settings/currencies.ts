/** What a currency is called in a language. */
export const currencyName = (currency: string, locale: string): string =>
  new Intl.DisplayNames(locale, { type: 'currency' }).of(currency) ?? currency;

/** Every currency that is in use somewhere, by its code. */
export const allCurrencies = (): readonly string[] => Intl.supportedValuesOf('currency');
