import { ROLES, type Role } from '#shared/wire/access.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Badge } from '#renderer/ui/Badge.tsx';

export function RoleBadges({ roles }: { readonly roles: readonly Role[] }) {
  const { roleNames } = useWords().accounts.settings.about;
  return (
    <span className="flex flex-wrap gap-1">
      {ROLES.filter((role) => roles.includes(role)).map((role) => (
        <Badge key={role} tone={role === 'admin' ? 'accent' : 'neutral'}>
          {roleNames[role]}
        </Badge>
      ))}
    </span>
  );
}
