import { ArrowRight, FlaskConical } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Avatar } from '#renderer/ui/Avatar.tsx';

interface DemoSignInsProps {
  readonly emails: readonly string[];
  readonly busy: boolean;
  readonly onChoose: (email: string) => void;
}

/** In a demo workspace: one click, and one is somebody. */
export function DemoSignIns({ emails, busy, onChoose }: DemoSignInsProps) {
  const words = useWords().accounts.signIn;
  return (
    <section aria-label={words.demoTitle} className="mb-6">
      <p className="mb-3 flex items-start gap-2 text-ink-muted">
        <FlaskConical aria-hidden className="mt-0.5 size-4 shrink-0 text-warning-text" strokeWidth={1.75} />
        {words.demoHint}
      </p>
      <ul className="overflow-hidden rounded-medium border border-line bg-raised shadow-1">
        {emails.map((email) => {
          const id = email.split('@')[0] ?? email;
          const role = words.demoRoles[id];
          return (
            <li key={email} className="border-b border-line last:border-0">
              <button
                type="button"
                aria-disabled={busy || undefined}
                onClick={() => {
                  if (!busy) onChoose(email);
                }}
                className="group flex h-13 w-full items-center gap-3 px-3 text-start transition-colors hover:bg-hover focus-visible:-outline-offset-2 active:bg-pressed"
              >
                <Avatar name={role?.name ?? email} seed={id} />
                <span className="min-w-0 flex-1">
                  <span className="sr-only">{words.demoAs(role?.name ?? email)} </span>
                  <span aria-hidden className="block font-medium">
                    {role?.name ?? email}
                  </span>
                  <span className="block truncate text-meta text-ink-faint">{role?.hint ?? email}</span>
                </span>
                <ArrowRight
                  aria-hidden
                  className="size-4 text-ink-faint transition-transform group-hover:translate-x-0.5 group-hover:text-ink rtl:rotate-180"
                  strokeWidth={1.75}
                />
              </button>
            </li>
          );
        })}
      </ul>
      <p className="mt-6 flex items-center gap-3 text-meta text-ink-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {words.or}
      </p>
    </section>
  );
}
