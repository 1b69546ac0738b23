export interface SeedOptions {
  readonly conversations: number;
  readonly messages: number;
  readonly seed: number;
}

/** `--conversations`, `--messages` and `--seed` as given. */
export interface SeedWords {
  readonly conversations?: string | undefined;
  readonly messages?: string | undefined;
  readonly seed?: string | undefined;
}

const wholeNumber = (word: string | undefined): number | undefined =>
  word !== undefined && /^\d{1,9}$/.test(word) ? Number(word) : undefined;

/** @returns what is wrong, in words, when it is not all whole numbers or there are fewer messages than conversations. */
export function readSeedOptions({ conversations, messages, seed = '1' }: SeedWords): SeedOptions | string {
  const options = {
    conversations: wholeNumber(conversations) ?? 0,
    messages: wholeNumber(messages) ?? 0,
    seed: wholeNumber(seed) ?? -1,
  };
  if (options.conversations < 1) return '--conversations N says how many, from 1.';
  if (options.messages < options.conversations)
    return '--messages M says how many in all, at least one for each conversation.';
  return options.seed < 0 ? '--seed S takes a whole number.' : options;
}
