import {
  alertRule,
  type AlertRule,
  type Condition,
  type Reading,
  type Severity,
} from '#shared/monitoring/alerts/rule.ts';

export type Kind = Condition['kind'];
export type Step = `${AlertRule['stepMs']}`;

/** A rule while it is being written: what was typed, as it was typed. */
export interface RuleDraft {
  readonly name: string;
  readonly help: string;
  readonly severity: Severity;
  readonly kind: Kind;
  readonly metric: string;
  readonly labels: string;
  /** The whole of a ratio, all of a budget. */
  readonly whole: string;
  readonly wholeLabels: string;
  readonly read: Reading;
  readonly across: 'sum' | 'max' | 'min';
  readonly is: 'above' | 'below';
  readonly limit: string;
  readonly clear: string;
  readonly as: 'amount' | 'share';
  /** Minutes. */
  readonly window: string;
  readonly shortWindow: string;
  readonly atLeast: string;
  /** Percent. */
  readonly objective: string;
  readonly step: Step;
  readonly forMinutes: string;
  readonly groupBy: string;
  readonly isEnabled: boolean;
}

const MINUTE = 60_000;
/** Percent, of which an objective has thousandths. */
const WHOLE = 100;
const THOUSAND = 1_000;

export const FIRST_DRAFT: RuleDraft = {
  name: '',
  help: '',
  severity: 'warning',
  kind: 'threshold',
  metric: '',
  labels: '',
  whole: '',
  wholeLabels: '',
  read: 'max',
  across: 'max',
  is: 'above',
  limit: '',
  clear: '',
  as: 'share',
  window: '60',
  shortWindow: '5',
  atLeast: '10',
  objective: '99.9',
  step: '60000',
  forMinutes: '2',
  groupBy: '',
  isEnabled: true,
};

const pairs = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');

const minutes = (ms: number): string => String(ms / MINUTE);

/** A rule as its form shows it. */
export function draftOf(rule: AlertRule): RuleDraft {
  const { condition } = rule;
  const shared: RuleDraft = {
    ...FIRST_DRAFT,
    name: rule.name,
    help: rule.help,
    severity: rule.severity,
    kind: condition.kind,
    step: String(rule.stepMs) as Step,
    forMinutes: minutes(rule.forMs),
    groupBy: rule.groupBy.join(', '),
    isEnabled: rule.isEnabled,
  };
  const bound = (one: { readonly limit: number; readonly clear: number }) => ({
    limit: String(one.limit),
    clear: one.clear === one.limit ? '' : String(one.clear),
  });
  switch (condition.kind) {
    case 'absence':
      return { ...shared, metric: condition.of.metric, labels: pairs(condition.of.labels) };
    case 'ratio':
      return {
        ...shared,
        ...bound(condition),
        is: condition.is,
        metric: condition.part.metric,
        labels: pairs(condition.part.labels),
        whole: condition.whole.metric,
        wholeLabels: pairs(condition.whole.labels),
        window: minutes(condition.windowMs),
        atLeast: String(condition.atLeast),
      };
    case 'burn':
      return {
        ...shared,
        ...bound(condition),
        metric: condition.bad.metric,
        labels: pairs(condition.bad.labels),
        whole: condition.all.metric,
        wholeLabels: pairs(condition.all.labels),
        objective: String(Math.round(condition.objective * WHOLE * THOUSAND) / THOUSAND),
        window: minutes(condition.longMs),
        shortWindow: minutes(condition.shortMs),
      };
    default:
      return {
        ...shared,
        ...bound(condition),
        is: condition.is,
        metric: condition.of.metric,
        labels: pairs(condition.of.labels),
        read: condition.of.read,
        across: condition.of.across,
        ...(condition.kind === 'change' ? { window: minutes(condition.withinMs), as: condition.as } : {}),
      };
  }
}

/** `a=b, c=d` as labels; null when it is none. */
export function labelsOf(text: string): Record<string, string> | null {
  const parts = text.split(',').map((part) => part.trim());
  const named = parts.filter((part) => part !== '').map((part) => /^([A-Za-z_]\w*)\s*=\s*"?([^"]*)"?$/.exec(part));
  if (named.includes(null)) return null;
  return Object.fromEntries(named.map((found) => [found?.[1] ?? '', found?.[2] ?? '']));
}

export type Problem = 'name' | 'metric' | 'labels' | 'clear' | 'step' | 'short' | 'group' | 'number';
export type Read =
  | { readonly rule: AlertRule; readonly problems: null }
  | { readonly rule: null; readonly problems: ReadonlySet<Problem> };

const NOT = Number.NaN;
/** A plain number with a point or a comma; values of metrics are not grouped. */
const NUMBER = /^[-−]?\d+(?:[.,]\d+)?$/;
export const isNumber = (text: string): boolean => NUMBER.test(text.trim());
const read = (text: string, otherwise = NOT): number => {
  const typed = text.trim();
  if (typed === '') return otherwise;
  return isNumber(typed) ? Number(typed.replace('−', '-').replace(',', '.')) : NOT;
};
const ms = (text: string): number => Math.round(read(text) * MINUTE);

function conditionOf(draft: RuleDraft): unknown {
  const of = { metric: draft.metric.trim(), labels: labelsOf(draft.labels) };
  const whole = { metric: draft.whole.trim(), labels: labelsOf(draft.wholeLabels) };
  const limit = read(draft.limit);
  const bound = { limit, clear: read(draft.clear, limit) };
  const measure = { ...of, read: draft.read, across: draft.across };
  switch (draft.kind) {
    case 'threshold':
      return { kind: 'threshold', of: measure, is: draft.is, ...bound };
    case 'change':
      return { kind: 'change', of: measure, withinMs: ms(draft.window), as: draft.as, is: draft.is, ...bound };
    case 'absence':
      return { kind: 'absence', of };
    case 'ratio':
      return {
        kind: 'ratio',
        part: of,
        whole,
        windowMs: ms(draft.window),
        atLeast: read(draft.atLeast),
        is: draft.is,
        ...bound,
      };
    case 'burn':
      return {
        kind: 'burn',
        bad: of,
        all: whole,
        objective: Math.round(read(draft.objective) * THOUSAND) / (WHOLE * THOUSAND),
        longMs: ms(draft.window),
        shortMs: ms(draft.shortWindow),
        ...bound,
      };
  }
}

/** Which of the form's words an issue of the schema is told in. */
function problemOf({ path, code }: { readonly path: readonly PropertyKey[]; readonly code?: string }): Problem {
  const last = path.at(-1);
  if (path[0] === 'name') return 'name';
  if (path[0] === 'groupBy') return 'group';
  if (path[0] === 'stepMs') return 'step';
  if (path.includes('labels')) return 'labels';
  if (last === 'metric') return 'metric';
  // Without a number there is nothing that could be beyond the limit.
  if (last === 'clear' && code === 'custom') return 'clear';
  return last === 'shortMs' ? 'short' : 'number';
}

/** What was typed as a rule, or what is wrong with it. */
export function ruleOfDraft(draft: RuleDraft): Read {
  const parsed = alertRule.safeParse({
    name: draft.name,
    help: draft.help,
    condition: conditionOf(draft),
    stepMs: Number(draft.step),
    forMs: ms(draft.forMinutes),
    severity: draft.severity,
    groupBy: draft.groupBy
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
    isEnabled: draft.isEnabled,
  });
  if (parsed.success) return { rule: parsed.data, problems: null };
  return { rule: null, problems: new Set(parsed.error.issues.map(problemOf)) };
}
