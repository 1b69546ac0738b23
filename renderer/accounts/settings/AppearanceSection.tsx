import { useWords } from '#renderer/app/words/useWords.ts';
import { SectionHead } from './SettingsPart.tsx';
import { ThemeCards } from './ThemeCards.tsx';

export function AppearanceSection() {
  const words = useWords().accounts.settings.appearance;
  return (
    <>
      <SectionHead title={words.title} description={words.description} />
      <h3 className="font-medium">{words.theme}</h3>
      <p className="mb-3 text-meta text-ink-faint">{words.themeHelp}</p>
      <ThemeCards />
    </>
  );
}
