import { z } from 'zod';
import { line } from '#shared/wire/schemas.ts';

/** A language tag (BCP 47). */
export const bcp47 = line(35).pipe(
  z.string().refine((value) => {
    try {
      return Intl.getCanonicalLocales(value).length === 1;
    } catch {
      return false;
    }
  }, 'must be a language tag such as en-GB'),
);
