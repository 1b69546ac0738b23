/** Roles do not imply each other; one person may hold several. */
export const ROLES = ['support', 'finance', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = [
  'chat.read',
  'chat.write',
  'customers.read',
  'customers.manage',
  'accounts.manage',
  'sites.manage',
  'monitoring.manage',
  'audit.read',
  'payments.read',
  'payments.request',
  'payments.manage',
  'billing.manage',
  'refunds.draft',
  'refunds.request',
  'refunds.approve',
  'refunds.policy',
  'disputes.manage',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const GRANTS: Readonly<Record<Role, readonly Permission[]>> = {
  support: [
    'chat.read',
    'chat.write',
    'customers.read',
    'customers.manage',
    'payments.read',
    'payments.request',
    'refunds.draft',
  ],
  finance: [
    'chat.read',
    'customers.read',
    'customers.manage',
    'payments.read',
    'payments.request',
    'payments.manage',
    'refunds.draft',
    'refunds.request',
    'refunds.approve',
    'disputes.manage',
  ],
  admin: [
    'accounts.manage',
    'sites.manage',
    'monitoring.manage',
    'audit.read',
    'billing.manage',
    'refunds.policy',
    'disputes.manage',
  ],
};

/** Whether any of `roles` grants `permission`. */
export function isGranted(roles: readonly Role[], permission: Permission): boolean {
  return roles.some((role) => GRANTS[role].includes(permission));
}

/** Who a call comes from. `anonymous` is a connection that has not signed in. */
export const PRINCIPAL_KINDS = ['anonymous', 'visitor', 'staff', 'apiKey', 'system'] as const;
export type PrincipalKind = (typeof PRINCIPAL_KINDS)[number];

export interface AnonymousPrincipal {
  readonly kind: 'anonymous';
}

export interface VisitorPrincipal {
  readonly kind: 'visitor';
  readonly visitorId: string;
  readonly siteId: string;
  /** SHA-256 of the visitor's token, lower-case hex; stored with the visitor by `chat.start`. */
  readonly tokenHash: string;
}

export interface StaffPrincipal {
  readonly kind: 'staff';
  readonly accountId: string;
  readonly sessionId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** UTC milliseconds; a call after it is UNAUTHENTICATED. */
  readonly expiresAt: number;
}

export interface SystemPrincipal {
  readonly kind: 'system';
}

export type Principal = AnonymousPrincipal | VisitorPrincipal | StaffPrincipal | SystemPrincipal;
