import { useSurroundings } from './context.ts';

/** What is wrong with the line, in words; nothing while it is good. */
export function ConnectionLine() {
  const { chat, state, words } = useSurroundings();
  const { line, phase, slowed } = state;
  const said = phase === 'idle' ? null : sentence();

  function sentence(): { readonly text: string; readonly action: string | null; readonly tone: string } | null {
    switch (line.state) {
      case 'connecting':
        return { text: words.connecting, action: null, tone: 'calm' };
      case 'waiting':
        if (!navigator.onLine) return { text: words.offline, action: null, tone: 'warn' };
        return { text: words.reconnecting, action: words.tryNow, tone: 'warn' };
      case 'refused':
        return { text: words.refused, action: words.tryAgain, tone: 'warn' };
      case 'online':
        return slowed ? { text: words.tooFast, action: null, tone: 'calm' } : null;
    }
  }

  return (
    <div class="line-state" role="status">
      {said === null ? null : (
        <p class={said.tone}>
          <span class="lamp" aria-hidden="true" />
          <span class="words">{said.text}</span>
          {said.action === null ? null : (
            <button type="button" class="plain" onClick={chat.retryLine}>
              {said.action}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
