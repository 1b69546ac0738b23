import { MapPinOff } from 'lucide-react';
import { useLocation } from 'wouter';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';

export function NotFound({ home }: { readonly home: string }) {
  const { notFound } = useWords().app;
  const [, navigate] = useLocation();
  return (
    <EmptyState
      icon={MapPinOff}
      title={notFound.title}
      titleAs="h1"
      description={notFound.description}
      action={<Button onClick={() => navigate(home)}>{notFound.action}</Button>}
    />
  );
}
