import { ROLES, type Role } from '#shared/wire/access.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Checkbox } from '#renderer/ui/Checkbox.tsx';

interface RolesFieldProps {
  readonly value: readonly Role[];
  readonly error: string | null;
  readonly onChange: (roles: Role[]) => void;
}

/** Which roles somebody has, each with what it is for. */
export function RolesField({ value, error, onChange }: RolesFieldProps) {
  const { people, settings } = useWords().accounts;
  return (
    <fieldset className="flex flex-col gap-2.5">
      <legend className="mb-2 font-medium">
        {people.roles.legend} <span className="ms-1 text-meta font-normal text-ink-faint">{people.roles.help}</span>
      </legend>
      {ROLES.map((role) => (
        <Checkbox
          key={role}
          label={settings.about.roleNames[role]}
          help={people.roles.hints[role]}
          checked={value.includes(role)}
          onChange={(checked) => onChange(ROLES.filter((one) => (one === role ? checked : value.includes(one))))}
        />
      ))}
      {error !== null && (
        <p role="alert" className="text-meta text-danger-text">
          {error}
        </p>
      )}
    </fieldset>
  );
}
