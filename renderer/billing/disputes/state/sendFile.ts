import { v7 } from 'uuid';
import type { Client } from '#renderer/client/client.ts';
import { fileTypeOf, MOST_FILE_BYTES, PART_BYTES, type FileField } from '#shared/billing/disputes/evidence.ts';

type FileProblem = 'wrongType' | 'tooLarge';

/** What is wrong with a file before any of it is sent; null when nothing is. */
export async function problemOf(file: Blob): Promise<FileProblem | null> {
  if (file.size > MOST_FILE_BYTES) return 'tooLarge';
  const beginning = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  return fileTypeOf(beginning) === null ? 'wrongType' : null;
}

const SLICE = 8 * 1024;
/** In slices, as a call takes only so many arguments. */
function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += SLICE) text += String.fromCharCode(...bytes.subarray(at, at + SLICE));
  return btoa(text);
}

interface Place {
  readonly disputeId: string;
  readonly field: FileField;
  readonly version: number;
}

interface Progress {
  /** @param share of the file, 0 to 1. */
  readonly onShare: (share: number) => void;
  readonly signal: AbortSignal;
  /** Resolves after `ms`. */
  readonly wait: (ms: number) => Promise<void>;
}

interface Limited {
  readonly code?: unknown;
  readonly details?: { readonly retryAfterMs?: number };
}

/** Sends a file in parts and puts it into a field. @throws what refuses it; an AbortError when it was called off. */
export async function sendFile(
  client: Client,
  file: File,
  { disputeId, field, version }: Place,
  { onShare, signal, wait }: Progress,
): Promise<void> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const uploadId = v7();
  const parts = Math.max(1, Math.ceil(bytes.length / PART_BYTES));
  for (let part = 0; part < parts;) {
    signal.throwIfAborted();
    const data = base64(bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES));
    try {
      await client.call('billing.sendFilePart', { uploadId, part, data });
      part += 1;
      onShare(part / parts);
    } catch (error) {
      const { code, details } = error as Limited;
      if (code !== 'RATE_LIMITED') throw error;
      await wait(details?.retryAfterMs ?? 1_000);
    }
  }
  signal.throwIfAborted();
  const name =
    file.name
      .replaceAll(/\p{Cc}/gu, ' ')
      .trim()
      .slice(-200) || 'file';
  await client.call('billing.addEvidenceFile', { id: v7(), disputeId, field, uploadId, parts, name, version });
}
