import type { Words } from '#renderer/app/words/en.ts';
import { duration } from '#renderer/ui/time.ts';
import type { AlertRule, Selector } from '#shared/monitoring/alerts/rule.ts';
import { valueText } from './format.ts';

type ConditionWords = Words['monitoring']['alerts']['condition'];

/** `optimaliq_jobs (state dead)`. */
function nameOf({ metric, labels }: Selector): string {
  const only = Object.entries(labels).map(([name, value]) => `${name} ${value}`);
  return only.length === 0 ? metric : `${metric} (${only.join(', ')})`;
}

function whenText({ condition }: AlertRule, words: ConditionWords, locale: string): string {
  const limit = condition.kind === 'absence' ? '' : valueText(condition, condition.limit, locale);
  switch (condition.kind) {
    case 'threshold':
      return words.threshold(words.reads[condition.of.read], nameOf(condition.of), words[condition.is], limit);
    case 'change':
      return words.change(nameOf(condition.of), words[condition.is], limit, duration(condition.withinMs, locale));
    case 'absence':
      return words.absence(nameOf(condition.of));
    case 'ratio':
      return words.ratio(
        nameOf(condition.part),
        nameOf(condition.whole),
        words[condition.is],
        limit,
        duration(condition.windowMs, locale),
      );
    case 'burn': {
      const objective = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 3 }).format(
        condition.objective,
      );
      const factor = new Intl.NumberFormat(locale).format(condition.limit);
      return words.burn(objective, factor, duration(condition.longMs, locale), duration(condition.shortMs, locale));
    }
  }
}

/** When a rule fires, in a sentence without an end. */
export function ruleText(rule: AlertRule, words: ConditionWords, locale: string): string {
  const parts = [whenText(rule, words, locale)];
  if (rule.forMs > 0) parts.push(words.forTime(duration(rule.forMs, locale)));
  if (rule.groupBy.length > 0) parts.push(words.each(rule.groupBy.join(', ')));
  return parts.join(', ');
}
