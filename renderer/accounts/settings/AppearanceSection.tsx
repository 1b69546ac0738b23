import { Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from '#renderer/app/theme/useTheme.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { Row, Rows, SectionHead } from './SettingsPart.tsx';

export function AppearanceSection() {
  const { app, accounts } = useWords();
  const words = accounts.settings.appearance;
  const { choice, choose } = useTheme();
  return (
    <>
      <SectionHead title={words.title} description={words.description} />
      <Rows>
        <Row label={words.theme} help={words.themeHelp}>
          <Segmented
            label={words.theme}
            value={choice}
            onValueChange={choose}
            segments={[
              { value: 'system', label: app.theme.system, icon: Monitor },
              { value: 'light', label: app.theme.light, icon: Sun },
              { value: 'dark', label: app.theme.dark, icon: Moon },
            ]}
          />
        </Row>
      </Rows>
    </>
  );
}
