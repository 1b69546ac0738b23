import { CheckCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Brand } from '#renderer/app/shell/Brand.tsx';
import { Avatar } from '#renderer/ui/Avatar.tsx';
import { cx } from '#renderer/ui/cx.ts';

/** The screens before the sign-in: what to do at the start side, a glimpse of the product at the other. */
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
      <Glimpse />
    </div>
  );
}

/** Decoration: a conversation as the console shows it. */
function Glimpse() {
  const { glimpse } = useWords().accounts.frontDoor;
  return (
    <div
      aria-hidden
      className="relative hidden overflow-hidden border-s border-line bg-canvas select-none wide:flex wide:items-center wide:justify-center"
    >
      <div className="absolute -end-40 -top-40 size-140 rounded-full bg-accent-subtle blur-3xl" />
      <div className="relative w-120 max-w-[80%]">
        <div className="rounded-large border border-line bg-surface p-5 shadow-2">
          <div className="mb-4 flex items-center gap-3 border-b border-line pb-4">
            <Avatar name={glimpse.customer} />
            <div className="min-w-0">
              <p className="font-medium">{glimpse.customer}</p>
              <p className="text-meta text-ink-faint">{glimpse.page}</p>
            </div>
          </div>
          <div className="flex flex-col gap-2">
            <Bubble>{glimpse.question}</Bubble>
            <Bubble mine>{glimpse.answer}</Bubble>
            <p className="flex items-center gap-1 self-end text-meta text-ink-faint">
              <CheckCheck className="size-3.5 text-accent-text" strokeWidth={2} />
              {glimpse.read}
            </p>
            <Bubble>{glimpse.thanks}</Bubble>
          </div>
        </div>
        <p className="mt-6 text-center text-ink-faint">{glimpse.caption}</p>
      </div>
    </div>
  );
}

function Bubble({ mine = false, children }: { readonly mine?: boolean; readonly children: ReactNode }) {
  return (
    <p
      className={cx(
        'max-w-[78%] rounded-large px-3 py-2',
        mine ? 'self-end rounded-ee-[4px] bg-accent text-accent-ink' : 'self-start rounded-es-[4px] bg-sunken',
      )}
    >
      {children}
    </p>
  );
}
