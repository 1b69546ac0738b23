/** Browsers put it on the icon of an installed app, and pass it over in a tab. */
export function setBadge(count: number): void {
  if (!('setAppBadge' in navigator)) return;
  const set = count === 0 ? navigator.clearAppBadge() : navigator.setAppBadge(count);
  set.catch(() => undefined);
}
