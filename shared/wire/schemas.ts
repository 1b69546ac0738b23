import { z } from 'zod';

/** UUIDv7 in lower-case text, made by whoever makes the thing (RFC 9562, section 5.7). */
export const id = z
  .string()
  .regex(
    /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    'must be a UUIDv7 in lower-case text',
  );

/** A place in a dense series that starts at 1; 0 stands before the first. */
export const sequence = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** UTC milliseconds since the epoch. */
export const instant = z.int();

/** Text that a database stores and returns unchanged: well-formed Unicode without NUL. */
export const text = z
  .string()
  .refine((value) => value.isWellFormed() && !value.includes('\0'), 'must be well-formed text without NUL characters');

/** One line of text for a name, trimmed, 1 to `maximum` characters. */
export const line = (maximum: number) =>
  text.pipe(
    z
      .string()
      .trim()
      .min(1, 'must not be empty')
      .max(maximum, `must have at most ${String(maximum)} characters`)
      .regex(/^[^\p{Cc}]*$/u, 'must be one line'),
  );

export const nothing = z.strictObject({});
