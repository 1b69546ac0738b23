export interface SeedOptions {
  /** 0 for none. */
  readonly conversations: number;
  readonly messages: number;
  /** 0 for none. */
  readonly payments: number;
  readonly seed: number;
}

/** `--conversations`, `--messages`, `--payments` and `--seed` as given. */
export interface SeedWords {
  readonly conversations?: string | undefined;
  readonly messages?: string | undefined;
  readonly payments?: string | undefined;
  readonly seed?: string | undefined;
}

const wholeNumber = (word: string | undefined): number | undefined =>
  word !== undefined && /^\d{1,9}$/.test(word) ? Number(word) : undefined;

/** @returns what is wrong, in words, when it is not all whole numbers, there is nothing to make, or there are fewer messages than conversations. */
export function readSeedOptions({ conversations, messages, payments, seed = '1' }: SeedWords): SeedOptions | string {
  const options = {
    conversations: wholeNumber(conversations) ?? 0,
    messages: wholeNumber(messages) ?? 0,
    payments: wholeNumber(payments) ?? 0,
    seed: wholeNumber(seed) ?? -1,
  };
  if (payments !== undefined && options.payments < 1) return '--payments N says how many, from 1.';
  const isOfPayments = payments !== undefined && conversations === undefined && messages === undefined;
  if (!isOfPayments && options.conversations < 1) return '--conversations N says how many, from 1.';
  if (options.messages < options.conversations)
    return '--messages M says how many in all, at least one for each conversation.';
  return options.seed < 0 ? '--seed S takes a whole number.' : options;
}
