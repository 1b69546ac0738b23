import { Link, useRoute } from 'wouter';
import { useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { cx } from '#renderer/ui/cx.ts';
import { SECTIONS, sectionsFor } from './sections.ts';

/** What a person can set, one section at a time; the section stands in the address. */
export function SettingsView() {
  const words = useWords().accounts.settings;
  const [, params] = useRoute('/settings/:section/*?');
  const sections = sectionsFor(useSession().account.roles);
  const section = sections.find(({ id }) => id === params?.section) ?? SECTIONS[0];
  const { View } = section;
  return (
    <div className="flex min-h-0 flex-1">
      <nav
        aria-label={words.title}
        className="flex w-14 shrink-0 flex-col gap-0.5 border-e border-line p-2 medium:w-56 medium:p-3"
      >
        <h1 className="mb-2 hidden h-8 items-center px-2 text-title font-semibold medium:flex">{words.title}</h1>
        {sections.map(({ id, icon: Icon }) => (
          <Link
            key={id}
            href={`/settings/${id}`}
            aria-label={words.sections[id]}
            aria-current={id === section.id ? 'page' : undefined}
            className={cx(
              'flex h-8 items-center justify-center gap-2.5 rounded-small px-2 font-medium text-ink-muted transition-colors hover:bg-hover hover:text-ink medium:justify-start',
              id === section.id && 'bg-pressed text-ink',
            )}
          >
            <Icon aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
            <span className="hidden truncate medium:inline">{words.sections[id]}</span>
          </Link>
        ))}
      </nav>
      <div
        role="region"
        aria-label={words.sections[section.id]}
        tabIndex={0}
        className="min-w-0 flex-1 overflow-y-auto"
      >
        <div className="mx-auto flex max-w-170 flex-col px-6 py-8 medium:px-10">
          <View />
        </div>
      </div>
    </div>
  );
}
