/** As a browser pays on the hosted page at `url`. */
export async function payAt(url: string | null, method = 'pm_card_visa'): Promise<void> {
  const page = (await fetch(url ?? '')).url;
  const body = new URLSearchParams({ email: 'ada@example.com', name: 'Ada', payment_method: method });
  await fetch(page, { method: 'POST', body, redirect: 'manual' });
}
