import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** How Playwright launches a Chromium on this machine: the system's where there is one, else the one that Playwright downloaded. */
export function chromiumLaunchOptions(): { executablePath?: string; args: string[] } {
  const executablePath = PLACES.find((place) => existsSync(place));
  // Chromium refuses to run as root inside its own sandbox.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return executablePath === undefined ? { args } : { executablePath, args };
}
