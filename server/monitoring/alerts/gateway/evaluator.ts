import type { OperationName, OutputOf, ParsedInputOf } from '#shared/contract.ts';
import { followRule, toStore, type Ahead, type Evaluation } from './follow.ts';
import type { Range } from './range.ts';

export interface EvaluatorOptions {
  readonly submit: <Name extends OperationName>(name: Name, input: ParsedInputOf<Name>) => Promise<OutputOf<Name>>;
  readonly range: Range;
  /** UTC milliseconds. */
  readonly clock: () => number;
  /** Calls back after `ms`; never keeps the process alive. @returns how to call it off. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly onError: (error: unknown) => void;
  /** Milliseconds from one round to the next. */
  readonly everyMs?: number;
}

/** Short against the shortest steps. */
const EVERY_MS = 5_000;
const FORGET_EVERY_MS = 60 * 60_000;

/**
 * Evaluates every rule, step by step, and tells whoever is to be told. It keeps nothing that cannot be lost: it goes on from the stored states, and what it evaluates twice after a
 * crash it finds the same (docs/adr/0046).
 */
export function createEvaluator({ submit, range, clock, after, onError, everyMs = EVERY_MS }: EvaluatorOptions) {
  const known = new Map<string, Ahead>();
  const failing = new Set<string>();
  let forgotAt = -Infinity;
  let underWay: Promise<void> | null = null;
  let isStopped = false;
  let callOff = (): void => undefined;

  /** What goes wrong with one rule keeps no other waiting. It is told once, until it has gone well again. */
  async function guarded(work: string, run: () => Promise<void>): Promise<void> {
    try {
      await run();
      failing.delete(work);
    } catch (error) {
      if (!failing.has(work)) onError(error);
      failing.add(work);
    }
  }

  /** @returns whether there is more to catch up with. */
  async function evaluateAll(rules: OutputOf<'monitoring.alertWork'>['rules']): Promise<boolean> {
    let isBehind = false;
    const evaluations: Evaluation[] = [];
    for (const work of rules) {
      if (!work.rule.isEnabled) continue;
      await guarded(`evaluating ${work.id}`, async () => {
        const { ahead, hasMore } = await followRule(range, work, known.get(work.id), clock());
        known.set(work.id, ahead);
        isBehind ||= hasMore;
        const evaluation = toStore(work, ahead);
        if (evaluation !== null) evaluations.push(evaluation);
      });
    }
    // Each by itself, and all at once, so that they share a commit.
    await Promise.all(
      evaluations.map((evaluation) =>
        guarded(`recording ${evaluation.ruleId}`, async () => {
          await submit('monitoring.recordEvaluations', { evaluations: [evaluation] });
          // What was refused begins anew from what is stored.
          known.delete(evaluation.ruleId);
        }),
      ),
    );
    return isBehind;
  }

  async function forget(): Promise<void> {
    if (Math.abs(clock() - forgotAt) < FORGET_EVERY_MS) return;
    const { hasMore } = await submit('monitoring.forgetAlerts', {});
    if (!hasMore) forgotAt = clock();
  }

  /** One round: everything that is over by now, then everybody who is to be told. @returns whether there is more to catch up with. */
  async function round(): Promise<boolean> {
    const { rules, nextStepAt } = await submit('monitoring.alertWork', {});
    const ids = new Set(rules.map(({ id }) => id));
    for (const id of known.keys()) if (!ids.has(id)) known.delete(id);
    const isBehind = await evaluateAll(rules);
    if (nextStepAt !== null && nextStepAt <= clock()) await submit('monitoring.escalateAlerts', {});
    await forget();
    return isBehind;
  }

  async function look(): Promise<void> {
    const isBehind = await round().catch((error: unknown) => {
      onError(error);
      return false;
    });
    underWay = null;
    if (!isStopped) callOff = after(isBehind ? 0 : everyMs, begin);
  }
  function begin(): void {
    underWay = look();
  }

  return {
    start: (): void => {
      if (!isStopped) begin();
    },
    /** For tests, which have no patience. */
    round,
    /** None begins any more; resolves when the one under way has ended. */
    stop: async (): Promise<void> => {
      isStopped = true;
      callOff();
      await underWay;
    },
  };
}
