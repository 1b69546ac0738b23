import type { z } from 'zod';
import { AppError } from '#shared/wire/errors.ts';

const MAXIMUM_ISSUES = 10;

/** @throws AppError INVALID_INPUT that names each field that is wrong. */
export function parseInput(schema: z.ZodType, input: unknown): unknown {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issues = result.error.issues
    .slice(0, MAXIMUM_ISSUES)
    .map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
  const first = issues[0];
  const where = first === undefined || first.path === '' ? 'The input' : `“${first.path}”`;
  throw new AppError('INVALID_INPUT', `${where} is not right: ${first?.message ?? 'unknown'}.`, { issues });
}
