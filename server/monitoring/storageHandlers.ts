import type { OperationName, OutputOf, ParsedInputOf } from '#shared/contract.ts';
import type { AppError } from '#shared/wire/errors.ts';

type Storage = OutputOf<'monitoring.storage'>;

export interface StorageHandlersOptions {
  readonly submit: <Name extends OperationName>(name: Name, input: ParsedInputOf<Name>) => Promise<OutputOf<Name>>;
  readonly disk: {
    state(): Storage['state'];
    freeBytes(): number;
    refusal(): AppError | null;
  };
  readonly limits: { readonly lowBytes: number; readonly fullBytes: number };
  readonly isCompacting: () => boolean;
}

/** Tells admins how the database and its disk are. */
export function storageHandlers({ submit, disk, limits, isCompacting }: StorageHandlersOptions) {
  return {
    'monitoring.storage': async (): Promise<Storage> => {
      const { pageBytes, pages, freePages, givesBack, lastCompaction } = await submit('monitoring.storedPages', {});
      const refusal = disk.refusal();
      return {
        state: disk.state(),
        refusal: refusal && { reason: refusal.details?.reason ?? '', message: refusal.message },
        diskFreeBytes: disk.freeBytes(),
        lowBytes: limits.lowBytes,
        fullBytes: limits.fullBytes,
        databaseBytes: pages * pageBytes,
        unusedBytes: freePages * pageBytes,
        givesBack,
        lastCompaction,
        isCompacting: isCompacting(),
      };
    },
  };
}
