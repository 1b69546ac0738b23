import { useEffect, useState } from 'react';
import { useClient } from '#renderer/app/context.ts';
import { createTextDraft, type Stored, type TextDraft } from '#renderer/billing/disputes/state/textDraft.ts';
import type { Client } from '#renderer/client/client.ts';
import { createCommandId } from '#renderer/client/commandId.ts';
import type { Evidence } from '#shared/billing/disputes/contract.ts';
import { TEXT_FIELDS, type TextField } from '#shared/billing/disputes/evidence.ts';

export interface Drafts {
  readonly of: (field: TextField) => TextDraft;
  /** Saves whatever is not saved. @returns whether all of it is. */
  readonly flush: () => Promise<boolean>;
  readonly take: (evidence: Evidence) => void;
}

const storedIn = ({ texts }: Evidence, field: TextField): Stored => {
  const found = texts.find((one) => one.field === field);
  return found === undefined
    ? { text: '', version: 0, by: null }
    : { text: found.text, version: found.version, by: found.edited.name };
};

function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

function createDrafts(client: Client, disputeId: string, first: Evidence): Drafts {
  const drafts = Object.fromEntries(
    TEXT_FIELDS.map((field) => {
      // A save whose answer was lost is known again, and no conflict with oneself.
      const commandId = createCommandId();
      const draft = createTextDraft(storedIn(first, field), {
        save: async (text, version) => {
          const id = commandId.of({ text, version });
          return client.call('billing.saveEvidence', { id, disputeId, field, text, version });
        },
        read: async () => storedIn((await client.call('billing.dispute', { disputeId })).evidence, field),
        after,
      });
      return [field, draft];
    }),
  ) as Readonly<Record<TextField, TextDraft>>;
  return {
    of: (field) => drafts[field],
    flush: async () => (await Promise.all(TEXT_FIELDS.map((field) => drafts[field].flush()))).every(Boolean),
    take: (evidence) => {
      for (const field of TEXT_FIELDS) drafts[field].take(storedIn(evidence, field));
    },
  };
}

/** The fields of one dispute while somebody writes in them; what is not saved is saved when they leave. */
export function useDrafts(disputeId: string, evidence: Evidence): Drafts {
  const client = useClient();
  const [drafts] = useState(() => createDrafts(client, disputeId, evidence));
  useEffect(() => drafts.take(evidence), [drafts, evidence]);
  useEffect(
    () => () => {
      void drafts.flush();
    },
    [drafts],
  );
  return drafts;
}
