import type { ReactNode } from 'react';
import { ConnectionsTab } from '#renderer/monitoring/operations/connections/ConnectionsTab.tsx';
import { DatabaseTab } from '#renderer/monitoring/operations/database/DatabaseTab.tsx';
import { JobsTab } from '#renderer/monitoring/operations/jobs/JobsTab.tsx';
import { OverviewTab } from '#renderer/monitoring/operations/overview/OverviewTab.tsx';
import { ServicesTab } from '#renderer/monitoring/operations/services/ServicesTab.tsx';

/** The parts of the room in their order: the first is shown when the address names none. */
export const OPERATIONS_TABS = ['overview', 'connections', 'jobs', 'services', 'database'] as const;
export type OperationsTab = (typeof OPERATIONS_TABS)[number];

/** What each part shows. A part scrolls by itself. */
export const OPERATIONS_VIEWS: Readonly<Record<OperationsTab, () => ReactNode>> = {
  overview: () => <OverviewTab />,
  connections: () => <ConnectionsTab />,
  jobs: () => <JobsTab />,
  services: () => <ServicesTab />,
  database: () => <DatabaseTab />,
};
