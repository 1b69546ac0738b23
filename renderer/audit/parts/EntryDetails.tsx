import { ScrollText } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useEntry } from '#renderer/audit/hooks/useEntry.ts';
import { useThingLink } from '#renderer/audit/hooks/useThingLink.ts';
import { journalAbout, journalBy } from '#renderer/audit/model/place.ts';
import { readableFacts } from '#renderer/audit/model/readableFacts.ts';
import { actorName, nameOf } from '#renderer/audit/model/sentence.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { exactTime } from '#renderer/ui/time.ts';
import type { Entry } from '#shared/audit/contract.ts';
import { SUBJECT_KINDS } from '#shared/audit/entries.ts';
import { Sentence } from './Sentence.tsx';

interface EntryDetailsProps {
  readonly seq: number;
  /** What the list has, so that most entries need not be asked for. */
  readonly listed: readonly Entry[];
}

/** One entry with all that the journal holds of it. */
export function EntryDetails({ seq, listed }: EntryDetailsProps) {
  const words = useWords().audit.details;
  const query = useEntry(seq, listed);
  if (query.data === undefined) {
    if (query.isError) return <QueryError title={words.gone} query={query} />;
    return <SkeletonList label={words.loading} rows={5} rowHeight={48} avatar={false} />;
  }
  if (query.data === null)
    return <EmptyState icon={ScrollText} title={words.gone} description={words.goneDescription} />;
  return <Details entry={query.data} />;
}

const linkLook = 'text-meta font-medium text-accent-text underline-offset-2 hover:underline';

function Details({ entry }: { readonly entry: Entry }) {
  const { audit } = useWords();
  const words = audit.details;
  const { locale, timeZone } = useUiEnvironment();
  const { at, name, actor, subjects } = entry;
  const by = actorName(entry, audit);
  const facts = readableFacts(entry, audit, { locale, timeZone });
  return (
    <div className="flex flex-col gap-5 p-4 select-text">
      <p className="text-title leading-snug font-medium wrap-anywhere">
        <Sentence entry={entry} linked />
      </p>
      <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-2.5">
        <Fact term={words.when}>
          {exactTime(at, locale, timeZone)}
          <RelativeTime at={at} className="block text-meta text-ink-faint" />
        </Fact>
        <Fact term={words.by}>
          {by}
          {actor.kind === 'staff' && actor.id !== null && (
            <Link href={journalBy(actor.id)} className={`block w-fit ${linkLook}`}>
              {words.onlyBy(by)}
            </Link>
          )}
        </Fact>
        <Fact term={words.kind}>
          <code className="font-mono text-meta wrap-anywhere">{name}</code>
        </Fact>
      </dl>
      <section>
        <h3 className="mb-1.5 text-meta font-semibold text-ink-muted">{words.about}</h3>
        {subjects.length === 0 && <p className="text-ink-faint">{words.aboutNothing}</p>}
        <ul className="divide-y divide-line rounded-medium border border-line empty:hidden">
          {subjects.map((subject) => (
            <SubjectRow key={`${subject.kind} ${subject.id}`} subject={subject} />
          ))}
        </ul>
      </section>
      <section>
        <h3 className="mb-1.5 text-meta font-semibold text-ink-muted">{words.facts}</h3>
        {facts.length === 0 && <p className="text-ink-faint">{words.noFacts}</p>}
        <dl className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-x-3 gap-y-2 empty:hidden">
          {facts.map(({ key, label, value }) => (
            <Fact key={key} term={label}>
              {value}
            </Fact>
          ))}
        </dl>
      </section>
    </div>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-ink-muted">{term}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}

function SubjectRow({ subject }: { readonly subject: Entry['subjects'][number] }) {
  const { audit } = useWords();
  const words = audit.details;
  const pathTo = useThingLink();
  const { kind, id, label } = subject;
  const name = nameOf(subject, audit);
  const path = pathTo(kind, id);
  const known = SUBJECT_KINDS.find((one) => one === kind);
  return (
    <li className="px-3 py-2">
      <p className="flex items-baseline gap-2">
        <span className="text-meta text-ink-faint">{audit.kinds[kind] ?? kind}</span>
        {label !== null && <span className="min-w-0 truncate">{label}</span>}
      </p>
      <code className="block font-mono text-meta wrap-anywhere text-ink-muted">{id}</code>
      <p className="mt-0.5 flex gap-3">
        {path !== null && (
          <Link href={path} aria-label={words.openNamed(name)} className={linkLook}>
            {words.open}
          </Link>
        )}
        {known !== undefined && (
          <Link href={journalAbout(known, id)} aria-label={words.onlyNamed(name)} className={linkLook}>
            {words.only}
          </Link>
        )}
      </p>
    </li>
  );
}
