import { useWords } from '#renderer/app/words/useWords.ts';
import { Banner, type BannerTone } from '#renderer/ui/Banner.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { exactTime } from '#renderer/ui/time.ts';
import type { OutputOf } from '#shared/contract.ts';
import { Contents } from './Contents.tsx';

type Whole = OutputOf<'billing.dispute'>;

const TONES: Readonly<Record<string, BannerTone>> = {
  won: 'success',
  lost: 'danger',
  unknown: 'warning',
};

/** How far an answer is, or what came of it, in a sentence. */
export function Outcome({ whole: { dispute, answers } }: { readonly whole: Whole }) {
  const { answer: words, outcome } = useWords().billing.disputes;
  const [last] = answers;
  const isUnderWay = last !== undefined && (last.state === 'sending' || last.state === 'unknown');
  const isByUs = dispute.state === 'lost' && last?.deed === 'accept' && last.state === 'done';
  const text = isUnderWay
    ? last.deed === 'accept' && last.state === 'sending'
      ? words.accepting
      : words.states[last.state]
    : isByUs
      ? outcome['lostByYou']
      : outcome[dispute.state];
  if (text === undefined) return null;
  return (
    <Banner live tone={TONES[isUnderWay ? last.state : dispute.state] ?? 'info'} className="mx-5 mb-4 rounded-small">
      {text}
    </Banner>
  );
}

/** Why the last answer was not taken, while another can be given. */
export function Declined({ whole: { answers } }: { readonly whole: Whole }) {
  const { declined, refused } = useWords().billing.disputes.answer;
  const failure = answers[0]?.state === 'declined' ? answers[0].failure : null;
  if (failure === null) return null;
  const known = Object.hasOwn(declined, failure.code) ? declined[failure.code] : undefined;
  return (
    <Banner live tone="danger" className="mx-5 mb-4 rounded-small">
      {known ?? refused(failure.message)}
    </Banner>
  );
}

/** What the bank was given, from here or from Stripe’s Dashboard. */
export function Given({ whole: { answers, atStripe } }: { readonly whole: Whole }) {
  const { billing } = useWords();
  const words = billing.disputes.answer;
  const { locale, timeZone } = useUiEnvironment();
  const ours = answers.find(({ deed, state }) => deed === 'submit' && state !== 'declined');
  return (
    <section className="flex flex-col gap-3 border-t border-line px-5 py-4">
      <header>
        <h3 className="text-body font-semibold">{words.sentTitle}</h3>
        {ours !== undefined && (
          <p className="text-ink-muted">
            {words.by(ours.by.name ?? words.somebody, exactTime(ours.by.at, locale, timeZone))}
          </p>
        )}
      </header>
      {ours !== undefined ? (
        <Contents texts={ours.texts} files={ours.files} />
      ) : atStripe.submissions > 0 ? (
        <>
          <p>{words.elsewhere}</p>
          <Contents texts={atStripe.texts} files={[]} />
          <ul className="text-ink-muted empty:hidden">
            {atStripe.files.map((field) => (
              <li key={field}>{billing.disputes.files[field].label}</li>
            ))}
          </ul>
        </>
      ) : (
        <p className="text-ink-muted">{words.nothingSent}</p>
      )}
    </section>
  );
}
