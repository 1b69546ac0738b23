import { useQuery } from '@tanstack/react-query';
import { useClient, useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import type { JournalFilters } from '#renderer/audit/model/place.ts';
import { codeOf } from '#renderer/audit/model/sentence.ts';
import type { SelectOption } from '#renderer/ui/Select.tsx';
import { isGranted } from '#shared/wire/access.ts';

/** Stands for no filter in a list of choices. */
export const EVERY = '';

/** What the filters can be set to: colleagues, and colleagues and sites. Something else that is chosen already is among them too. */
export function useFilterChoices({ personId, subject }: JournalFilters) {
  const client = useClient();
  const { roles } = useSession().account;
  const { audit } = useWords();
  const { filters: words, kinds } = audit;
  const people = useQuery({
    queryKey: ['accounts.people'],
    queryFn: () => client.call('accounts.people', {}),
    enabled: isGranted(roles, 'accounts.manage'),
  });
  const sites = useQuery({
    queryKey: ['sites.list'],
    queryFn: () => client.call('sites.list', {}),
    enabled: isGranted(roles, 'sites.manage'),
  });
  const colleagues = people.data?.people ?? [];

  const persons: SelectOption[] = [
    { value: EVERY, label: words.anybody },
    ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
  ];
  if (personId !== null && !persons.some(({ value }) => value === personId)) {
    persons.push({ value: personId, label: people.isPending ? '' : words.unknownPerson });
  }
  const kindName = (kind: string): string => kinds[kind] ?? kind;
  const subjects: SelectOption[] = [
    { value: EVERY, label: words.anything },
    ...colleagues.map(({ id, name }) => ({ value: `account:${id}`, label: name, note: kindName('account') })),
    ...(sites.data?.sites ?? []).map(({ id, name }) => ({ value: `site:${id}`, label: name, note: kindName('site') })),
  ];
  const chosen = subject === null ? EVERY : `${subject.kind}:${subject.id}`;
  if (subject !== null && !subjects.some(({ value }) => value === chosen)) {
    subjects.push({ value: chosen, label: words.unnamedThing(kindName(subject.kind), codeOf(subject.id)) });
  }
  return { persons, subjects, chosenSubject: chosen };
}
