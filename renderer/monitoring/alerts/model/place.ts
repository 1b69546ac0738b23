export const TABS = ['open', 'over', 'rules', 'silences', 'routes'] as const;
export type Tab = (typeof TABS)[number];

/** Where in the room one is; the address says it. */
export interface AlertsPlace {
  readonly tab: Tab;
  readonly alertId: string | null;
  /** The rule that is being edited; `new` for one that is not there yet. */
  readonly rule: string | null;
}

export const FIRST_PLACE: AlertsPlace = { tab: 'open', alertId: null, rule: null };

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `/alerts/over/ID`, `/alerts/rules/ID`, `/alerts/rules/new`: what is usual is left out. */
export function pathOf({ tab, alertId, rule }: AlertsPlace): string {
  const parts = ['/alerts', tab === FIRST_PLACE.tab ? '' : tab, tab === 'rules' ? (rule ?? '') : (alertId ?? '')];
  return parts.filter((part) => part !== '').join('/');
}

/** Reads what follows `/alerts/` in an address. What makes no sense is left out. */
export function placeOf(rest: string | undefined): AlertsPlace {
  const parts = (rest ?? '').split('/');
  const tab = TABS.find((one) => one === parts[0]) ?? FIRST_PLACE.tab;
  const last = parts.at(-1) ?? '';
  const id = ID.test(last) ? last : null;
  if (tab === 'rules') return { tab, alertId: null, rule: last === 'new' ? last : id };
  return { tab, alertId: tab === 'open' || tab === 'over' ? id : null, rule: null };
}

/** The address of one alert, for links from elsewhere. */
export const pathToAlert = (alertId: string): string => pathOf({ ...FIRST_PLACE, alertId });
