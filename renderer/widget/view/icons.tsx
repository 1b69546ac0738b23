import type { ComponentChildren } from 'preact';

function Icon({ children }: { readonly children: ComponentChildren }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      {children}
    </svg>
  );
}

export const CloseIcon = () => (
  <Icon>
    <path d="m6.5 9.5 5.5 5.5 5.5-5.5" />
  </Icon>
);

export const SendIcon = () => (
  <Icon>
    <path d="M12 19V5.5M6 11l6-6 6 6" />
  </Icon>
);

export const DownIcon = () => (
  <Icon>
    <path d="M12 5v13.5M6 13l6 6 6-6" />
  </Icon>
);

export const ClockIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8" />
    <path d="M12 8v4.2l2.6 1.6" />
  </Icon>
);

export const CheckIcon = () => (
  <Icon>
    <path d="m5.5 12.5 4.2 4.2 8.8-9.2" />
  </Icon>
);

export const ChecksIcon = () => (
  <Icon>
    <path d="m2.5 12.5 4.2 4.2 8.8-9.2M11.5 15.6l1.1 1.1 8.8-9.2" />
  </Icon>
);

export const AlertIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7.5v5.2M12 16.2v.1" />
  </Icon>
);

export const ChatIcon = () => (
  <Icon>
    <path d="M12 3.5c-4.97 0-9 3.47-9 7.75 0 2.35 1.2 4.45 3.1 5.87-.1 1.2-.55 2.3-1.3 3.2-.18.2-.02.53.25.5 1.9-.2 3.55-.86 4.85-1.8.68.12 1.38.18 2.1.18 4.97 0 9-3.57 9-7.95S16.97 3.5 12 3.5Z" />
  </Icon>
);
