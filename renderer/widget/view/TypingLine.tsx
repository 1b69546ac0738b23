import { Avatar } from './Avatar.tsx';
import { useSurroundings } from './context.ts';

export function TypingLine() {
  const { state, words } = useSurroundings();
  const { writer } = state;
  if (!writer.isWriting) return null;
  const name = writer.name ?? words.team;
  return (
    <div class="group theirs typing">
      <Avatar name={name} />
      <p class="bubble">
        {words.writing(name)}
        <span class="dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
      </p>
    </div>
  );
}
