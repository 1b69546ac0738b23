import { CircleCheck, CircleOff, Clock, type LucideIcon } from 'lucide-react';
import type { Availability } from '#shared/accounts/presence/contract.ts';

/** What one can choose to be, and the keys that choose it. */
export const AVAILABILITY_CHOICES: readonly {
  readonly id: Availability;
  readonly icon: LucideIcon;
  readonly keys: string;
}[] = [
  { id: 'online', icon: CircleCheck, keys: 's o' },
  { id: 'away', icon: Clock, keys: 's a' },
  { id: 'offline', icon: CircleOff, keys: 's f' },
];
