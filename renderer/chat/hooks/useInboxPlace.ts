import { useCallback } from 'react';
import { useLocation, useRoute } from 'wouter';

export interface InboxPlace {
  /** The open conversation; null when only the list is. */
  readonly conversationId: string | null;
  readonly open: (conversationId: string) => void;
  readonly leave: () => void;
}

/** Where in the inbox one is: the address says it, so that it survives a reload and the way back works. */
export function useInboxPlace(): InboxPlace {
  const [, params] = useRoute('/inbox/:conversationId');
  const [, navigate] = useLocation();
  const open = useCallback((conversationId: string) => navigate(`/inbox/${conversationId}`), [navigate]);
  const leave = useCallback(() => navigate('/inbox'), [navigate]);
  return { conversationId: params?.conversationId ?? null, open, leave };
}
