import { RadioGroup } from 'radix-ui';
import { useTheme } from '#renderer/app/theme/useTheme.ts';
import type { Theme, ThemeChoice } from '#renderer/app/theme/theme.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { cx } from '#renderer/ui/cx.ts';

const CHOICES: readonly { readonly choice: ThemeChoice; readonly themes: readonly Theme[] }[] = [
  { choice: 'system', themes: ['light', 'dark'] },
  { choice: 'light', themes: ['light'] },
  { choice: 'dark', themes: ['dark'] },
];

/** The themes as small windows that wear them. */
export function ThemeCards() {
  const { app } = useWords();
  const { choice, choose } = useTheme();
  return (
    <RadioGroup.Root
      aria-label={app.theme.label}
      value={choice}
      orientation="horizontal"
      onValueChange={(chosen) => {
        const found = CHOICES.find((one) => one.choice === chosen);
        if (found !== undefined) choose(found.choice);
      }}
      className="grid grid-cols-3 gap-4"
    >
      {CHOICES.map((one) => (
        <RadioGroup.Item
          key={one.choice}
          value={one.choice}
          className="group flex flex-col gap-2 rounded-medium text-start outline-offset-4"
        >
          <span
            aria-hidden
            className="flex aspect-[8/5] w-full overflow-hidden rounded-medium border border-line transition-shadow group-hover:border-line-control group-data-[state=checked]:border-transparent group-data-[state=checked]:ring-2 group-data-[state=checked]:ring-accent"
          >
            {one.themes.map((theme) => (
              <Window key={theme} theme={theme} half={one.themes.length > 1} />
            ))}
          </span>
          <span className="flex items-center gap-2 font-medium">
            <span className="flex size-4 items-center justify-center rounded-full border border-line-control group-data-[state=checked]:border-5 group-data-[state=checked]:border-accent" />
            {app.theme[one.choice]}
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}

/** The console in a few strokes. */
function Window({ theme, half }: { readonly theme: Theme; readonly half: boolean }) {
  return (
    <span data-theme={theme} className={cx('flex h-full gap-1.5 bg-canvas p-1.5 ps-2', half ? 'w-1/2' : 'w-full')}>
      <span className="flex w-2 flex-col gap-1 pt-1">
        <span className="size-2 rounded-[3px] bg-accent" />
        <span className="h-1 rounded-full bg-line-control" />
        <span className="h-1 rounded-full bg-line-control" />
      </span>
      <span className="flex min-w-0 flex-1 flex-col gap-1.5 rounded-small border border-line bg-surface p-2">
        <span className="h-1 w-1/2 rounded-full bg-ink" />
        <span className="h-3 w-3/4 rounded-[4px] bg-sunken" />
        <span className="h-3 w-2/3 self-end rounded-[4px] bg-accent" />
        <span className="h-3 w-1/2 rounded-[4px] bg-sunken" />
      </span>
    </span>
  );
}
