import { useState } from 'react';
import { v7 } from 'uuid';
import type { Person } from '#shared/accounts/people/contract.ts';
import { isGranted, type Role } from '#shared/wire/access.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Banner } from '#renderer/ui/Banner.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import { RolesField } from './RolesField.tsx';
import { usePeopleChange } from './usePeople.ts';

/** Which roles a colleague has, with what giving one up means for their conversations. */
export function RolesPart({ person }: { readonly person: Person }) {
  const { person: words, roles: rolesWords } = useWords().accounts.people;
  const [roles, setRoles] = useState<Role[]>(person.roles);
  const save = usePeopleChange('accounts.setRoles', words.rolesFailed, ({ conversationsReturned }) =>
    showToast({
      tone: 'success',
      title: words.rolesSaved(person.name),
      ...(conversationsReturned === 0 ? {} : { description: words.rolesSavedReturned(conversationsReturned) }),
    }),
  );
  const isSame = roles.length === person.roles.length && roles.every((role) => person.roles.includes(role));
  const gives = !isGranted(roles, 'chat.write') && person.openConversations > 0;
  return (
    <form
      className="flex flex-col items-start gap-4 px-4 py-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSame && roles.length > 0 && !save.isPending) save.mutate({ id: v7(), accountId: person.id, roles });
      }}
    >
      <RolesField value={roles} error={roles.length === 0 ? rolesWords.missing : null} onChange={setRoles} />
      {gives && (
        <Banner tone="warning" live className="w-full rounded-small">
          {words.withoutSupport(person.openConversations)}
        </Banner>
      )}
      <Button type="submit" variant="primary" busy={save.isPending} disabled={isSame || roles.length === 0}>
        {words.saveRoles}
      </Button>
    </form>
  );
}
