import { AppError } from '#shared/wire/errors.ts';

/** Stands for what is being built on this branch; gone before it lands. */
export const notYet = (): never => {
  throw new AppError('UNAVAILABLE', 'Not built yet.', { reason: 'notYet' });
};
