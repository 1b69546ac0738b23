import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { v7 } from 'uuid';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { sizeText } from '#renderer/billing/disputes/model/labels.ts';
import { problemOf, sendFile } from '#renderer/billing/disputes/state/sendFile.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import type { FileField } from '#shared/billing/disputes/evidence.ts';
import { useReadAnew } from './useDisputes.ts';

interface Place {
  readonly disputeId: string;
  readonly field: FileField;
  readonly version: number;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What can be done with the file of a field. `problem`: why the last try failed, in words. */
export function useFilePlace({ disputeId, field, version }: Place) {
  const client = useClient();
  const words = useWords();
  const { locale } = useUiEnvironment();
  const readAnew = useReadAnew();
  const { upload } = words.billing.disputes;
  const [sending, setSending] = useState<{ readonly name: string; readonly share: number } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const controller = useRef<AbortController | null>(null);

  async function put(file: File): Promise<void> {
    setProblem(null);
    const wrong = await problemOf(file);
    if (wrong !== null) {
      setProblem(
        wrong === 'wrongType' ? upload.wrongType(file.name) : upload.tooLarge(file.name, sizeText(file.size, locale)),
      );
      return;
    }
    const own = new AbortController();
    controller.current = own;
    setSending({ name: file.name, share: 0 });
    try {
      await sendFile(
        client,
        file,
        { disputeId, field, version },
        {
          onShare: (share) => setSending({ name: file.name, share }),
          signal: own.signal,
          wait,
        },
      );
      await readAnew(disputeId);
    } catch (error) {
      if (!own.signal.aborted) {
        setProblem(`${upload.failed(file.name)} ${wordsForError(error, words).message}`);
        await readAnew(disputeId);
      }
    } finally {
      controller.current = null;
      setSending(null);
    }
  }
  const { mutate: remove, isPending: isRemoving } = useMutation({
    mutationFn: () => client.call('billing.removeEvidenceFile', { id: v7(), disputeId, field, version }),
    onError: (error: Error) => setProblem(`${upload.removeFailed} ${wordsForError(error, words).message}`),
    onSettled: () => readAnew(disputeId),
  });
  return {
    sending,
    problem,
    put,
    stop: () => controller.current?.abort(),
    remove: () => remove(),
    isRemoving,
  };
}
