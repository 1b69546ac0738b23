import type { ReactNode } from 'react';
import type { Words } from '#renderer/app/words/en.ts';
import { AllRefunds } from '#renderer/billing/refunds/all/AllRefunds.tsx';
import { ToDecide } from '#renderer/billing/refunds/decide/ToDecide.tsx';
import { RefundReports } from '#renderer/billing/refunds/reports/RefundReports.tsx';

/** A part of the room, at `/refunds/PART`; the first one is also at `/refunds`. */
export interface RefundTab {
  readonly id: keyof Words['billing']['refunds']['tabs'];
  readonly View: () => ReactNode;
}

export const REFUND_TABS: readonly [RefundTab, ...RefundTab[]] = [
  { id: 'decide', View: ToDecide },
  { id: 'all', View: AllRefunds },
  { id: 'reports', View: RefundReports },
];
