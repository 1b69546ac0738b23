import { Keyboard, MessagesSquare, ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Brand } from '#renderer/app/shell/Brand.tsx';

/** The screens before the sign-in: what to do at the start side, what the product is for at the other. */
export function FrontDoor({ children }: { readonly children: ReactNode }) {
  const { app } = useWords();
  return (
    <div className="grid h-full grid-cols-1 bg-surface wide:grid-cols-[minmax(30rem,2fr)_3fr]">
      <main className="flex min-h-0 flex-col overflow-y-auto px-6 py-6 medium:px-12">
        <div className="flex items-center gap-2.5 font-semibold">
          <Brand className="size-7" />
          {app.productName}
        </div>
        <div className="mx-auto my-auto w-full max-w-96 py-8">{children}</div>
      </main>
      <Promises />
    </div>
  );
}

/** What the product does, in three lines that are true of it. */
function Promises() {
  const { promises } = useWords().accounts.frontDoor;
  const lines = [
    { icon: MessagesSquare, ...promises.live },
    { icon: ShieldCheck, ...promises.kept },
    { icon: Keyboard, ...promises.keys },
  ];
  return (
    <aside
      aria-label={promises.label}
      className="relative hidden overflow-hidden border-s border-line bg-canvas wide:flex wide:items-center wide:justify-center"
    >
      <div className="absolute -end-40 -top-40 size-140 rounded-full bg-accent-subtle blur-3xl" aria-hidden />
      <ul className="relative flex w-100 max-w-[80%] flex-col gap-8">
        {lines.map(({ icon: Icon, title, detail }) => (
          <li key={title} className="flex gap-4">
            <span className="flex size-9 shrink-0 items-center justify-center rounded-medium bg-accent-subtle text-accent-text">
              <Icon className="size-4.5" aria-hidden />
            </span>
            <div>
              <p className="text-title font-medium">{title}</p>
              <p className="mt-1 text-ink-muted">{detail}</p>
            </div>
          </li>
        ))}
      </ul>
    </aside>
  );
}
