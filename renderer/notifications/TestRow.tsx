import { useState } from 'react';
import { Row } from '#renderer/accounts/settings/SettingsPart.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { DesktopBridge, NoticeFailure } from '#shared/desktop.ts';

interface TestRowProps {
  readonly send: DesktopBridge['testNotice'];
  /** What is said when it was shown, and why it was not. */
  readonly shown: string;
  readonly failures: Readonly<Record<NoticeFailure, string>>;
}

/** Sends a real notification, by the way that all of them go, and says what became of it. */
export function TestRow({ send, shown, failures }: TestRowProps) {
  const words = useWords().notifications;
  const [isPending, setIsPending] = useState(false);

  async function test(): Promise<void> {
    setIsPending(true);
    try {
      const told = await send({ title: words.testTitle, body: words.testBody });
      if (told.outcome === 'failed')
        showToast({ id: 'notice', title: words.failed, description: failures[told.reason], tone: 'warning' });
      else showToast({ id: 'notice', title: shown, description: words.testUnseen, tone: 'success' });
    } catch {
      showToast({ id: 'notice', title: words.failed, tone: 'danger' });
    } finally {
      setIsPending(false);
    }
  }

  return (
    <Row label={words.tryIt} help={words.tryItHelp}>
      <Button busy={isPending} onClick={() => void test()}>
        {words.test}
      </Button>
    </Row>
  );
}
