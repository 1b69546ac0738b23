import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Input, type InputProps } from '#renderer/ui/Input.tsx';

/** A password field whose text can be shown. */
export function PasswordInput(props: Omit<InputProps, 'type' | 'trailing'>) {
  const words = useWords().accounts.signIn;
  const [shown, setShown] = useState(false);
  return (
    <Input
      {...props}
      type={shown ? 'text' : 'password'}
      trailing={
        <IconButton
          label={shown ? words.hidePassword : words.showPassword}
          icon={shown ? EyeOff : Eye}
          pressed={shown}
          onClick={() => setShown(!shown)}
          className="-me-2"
        />
      }
    />
  );
}
