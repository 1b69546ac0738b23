import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { MAXIMUM_MESSAGE_CHARACTERS } from '#shared/chat/limits.ts';
import { countCharacters } from '#shared/chat/text.ts';
import { useSurroundings } from './context.ts';
import { SendIcon } from './icons.tsx';

/** From here on the counter shows. */
const COUNTS_FROM = MAXIMUM_MESSAGE_CHARACTERS - 1_000;

const isSendable = (text: string): boolean =>
  text.trim() !== '' && countCharacters(text, MAXIMUM_MESSAGE_CHARACTERS) <= MAXIMUM_MESSAGE_CHARACTERS;

export interface ComposerProps {
  readonly draft: string;
  readonly onDraft: (draft: string) => void;
  readonly placeholder: string;
  /** Calls back whenever the panel is shown. */
  readonly onShown: (listener: () => void) => void;
}

export function Composer({ draft, onDraft, placeholder, onShown }: ComposerProps) {
  const { chat, words, formats } = useSurroundings();
  const [text, setText] = useState(draft);
  const area = useRef<HTMLTextAreaElement | null>(null);
  const used = text.length < COUNTS_FROM ? 0 : countCharacters(text);
  const over = used - MAXIMUM_MESSAGE_CHARACTERS;
  const canSend = isSendable(text);

  useEffect(() => {
    onShown(() => {
      // On a touch screen the focus would throw the keyboard over what is to be read.
      if (!matchMedia('(pointer: coarse)').matches) area.current?.focus({ preventScroll: true });
    });
  }, [onShown]);

  useLayoutEffect(() => {
    if (area.current !== null) growToFit(area.current);
  }, [text]);

  function write(next: string): void {
    setText(next);
    onDraft(next);
  }

  /** Sends what stands in the field now: Enter may come before what was typed last has been rendered. */
  function send(): void {
    const written = area.current?.value ?? text;
    if (!isSendable(written)) return;
    chat.send(written);
    write('');
    area.current?.focus();
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="field">
        <textarea
          ref={area}
          rows={1}
          value={text}
          placeholder={placeholder}
          aria-label={words.composerLabel}
          aria-describedby="keys count"
          aria-invalid={over > 0}
          enterkeyhint="send"
          dir="auto"
          onInput={(event) => {
            write(event.currentTarget.value);
            chat.typed(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
        <button type="submit" class="send" aria-label={words.send} disabled={!canSend}>
          <SendIcon />
        </button>
      </div>
      <p id="keys" class="unseen">
        {words.keys}
      </p>
      <p id="count" class={`count ${over > 0 ? 'over' : ''}`} role="status">
        {used < COUNTS_FROM
          ? null
          : over > 0
            ? words.tooLong(formats.number(over))
            : words.count(formats.number(used), formats.number(MAXIMUM_MESSAGE_CHARACTERS))}
      </p>
    </form>
  );
}

function growToFit(element: HTMLTextAreaElement): void {
  element.style.blockSize = 'auto';
  element.style.blockSize = `${element.scrollHeight}px`;
}
