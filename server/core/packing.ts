import { TextReply } from '#shared/wire/textReply.ts';
import type { Committed } from '#server/journal/context.ts';
import type { BatchResult, CoreResult } from './call.ts';

/**
 * A batch's result on its way between threads. What is short and has many parts goes as JSON text, without names; the events' texts, which are long
 * already, as they are. That takes half the time of one JSON text for all.
 */
export interface PackedResult {
  readonly results: string;
  readonly committed: string;
  /** The deliveries' `json`, in order. */
  readonly texts: readonly string[];
}

type Parts = readonly [
  seq: number,
  name: string,
  subjects: Committed['subjects'],
  touches: Committed['touches'],
  origin: string | null,
  deliveries: readonly (readonly [
    topic: string,
    name: Committed['deliveries'][number]['name'],
    revision: number | null,
    echo: boolean,
  ])[],
];

export function packResult({ results, committed }: BatchResult): PackedResult {
  const texts: string[] = [];
  const parts = committed.map(({ seq, name, subjects, touches, origin, deliveries }): Parts => [
    seq,
    name,
    subjects,
    touches,
    origin,
    deliveries.map((delivery) => {
      texts.push(delivery.json);
      return [delivery.topic, delivery.name, delivery.revision, delivery.echo];
    }),
  ]);
  return { results: JSON.stringify(results), committed: JSON.stringify(parts), texts };
}

export function unpackResult({ results, committed, texts }: PackedResult): BatchResult {
  let next = 0;
  return {
    results: JSON.parse(results) as CoreResult[],
    committed: (JSON.parse(committed) as Parts[]).map(([seq, name, subjects, touches, origin, deliveries]) => ({
      seq,
      name,
      subjects,
      touches,
      origin,
      deliveries: deliveries.map(([topic, event, revision, echo]) => {
        const json = texts[next] ?? '{}';
        next += 1;
        return { topic, name: event, revision, echo, json };
      }),
    })),
  };
}

/** Answers of queries: each a text of its own, which the gateway passes on as it is; a failure is for the gateway to look at. */
export type PackedAnswers = readonly (string | (CoreResult & { readonly ok: false }))[];

export const packAnswers = ({ results }: BatchResult): PackedAnswers =>
  results.map((result) => (result.ok ? JSON.stringify(result) : result));

export const unpackAnswers = (answers: PackedAnswers): BatchResult => ({
  results: answers.map((answer) => (typeof answer === 'string' ? new TextReply(answer) : answer)),
  committed: [],
});
