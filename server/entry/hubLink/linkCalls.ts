import { z } from 'zod';
import { AppError } from '#shared/wire/errors.ts';
import type { Reply } from '#shared/wire/frame.ts';
import type { LinkCallName } from '#shared/wire/link.ts';
import type { AccountFiles } from './accountFiles.ts';

const putInput = z.looseObject({ id: z.string().min(1).max(100) });
const removeInput = z.object({ id: z.string() });

const fine = (value: unknown): Reply => ({ ok: true, value });
const failed = (error: AppError): Reply => ({ ok: false, error: error.toWire() });

export interface LinkCallsOptions {
  /** Of whoever is signed in. */
  readonly outbox: () => AccountFiles['outbox'] | null;
  /** Has the line tried now. */
  readonly retry: () => void;
  readonly onError: (error: unknown) => void;
}

/** What the link itself keeps and does for its window. */
export function createLinkCalls({
  outbox,
  retry,
  onError,
}: LinkCallsOptions): (name: LinkCallName, input: unknown) => Reply {
  function answer(name: LinkCallName, input: unknown): Reply {
    if (name === 'retry') {
      retry();
      return fine({});
    }
    const kept = outbox();
    if (kept === null) return failed(new AppError('UNAUTHENTICATED', 'Sign in first.', { reason: 'signInFirst' }));
    switch (name) {
      case 'outbox.all':
        return fine({ messages: kept.all().map((text) => JSON.parse(text) as unknown) });
      case 'outbox.put': {
        const message = putInput.safeParse(input);
        if (!message.success) break;
        kept.put(message.data.id, JSON.stringify(message.data));
        return fine({});
      }
      case 'outbox.remove': {
        const message = removeInput.safeParse(input);
        if (!message.success) break;
        kept.remove(message.data.id);
        return fine({});
      }
    }
    return failed(new AppError('INVALID_INPUT', 'This is not a message to keep.'));
  }

  return (name, input) => {
    try {
      return answer(name, input);
    } catch (error) {
      onError(error);
      return failed(
        new AppError('UNAVAILABLE', 'This could not be kept on this computer.', { reason: 'link.notKept' }),
      );
    }
  };
}
