import { useCallback } from 'react';
import { useSession } from '#renderer/app/context.ts';
import { pathToPayment } from '#renderer/billing/payments/model/place.ts';
import { pathToCustomer } from '#renderer/customers/page/place.ts';
import { pathToAlert } from '#renderer/monitoring/alerts/model/place.ts';
import { isGranted, type Permission } from '#shared/wire/access.ts';

const SCREENS: Readonly<Record<string, { readonly permission: Permission; readonly path: (id: string) => string }>> = {
  account: { permission: 'accounts.manage', path: (id) => `/people/${id}` },
  invitation: { permission: 'accounts.manage', path: () => '/people' },
  conversation: { permission: 'chat.read', path: (id) => `/inbox/${id}` },
  customer: { permission: 'customers.read', path: pathToCustomer },
  payment: { permission: 'payments.read', path: pathToPayment },
  alert: { permission: 'monitoring.manage', path: pathToAlert },
  alertRule: { permission: 'monitoring.manage', path: (id) => `/alerts/rules/${id}` },
  site: { permission: 'sites.manage', path: () => '/settings/sites' },
};

/** Where a thing is shown, as a path; null where nothing shows it, or not to this reader. */
export function useThingLink(): (kind: string, id: string) => string | null {
  const { roles } = useSession().account;
  return useCallback(
    (kind, id) => {
      const screen = Object.hasOwn(SCREENS, kind) ? SCREENS[kind] : undefined;
      return screen === undefined || !isGranted(roles, screen.permission) ? null : screen.path(id);
    },
    [roles],
  );
}
