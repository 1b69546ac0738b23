/** Whether a window can open. Only Linux machines come without a display. */
export function hasDisplay(environment: NodeJS.ProcessEnv = process.env, platform = process.platform): boolean {
  if (platform !== 'linux') return true;
  return [environment['DISPLAY'], environment['WAYLAND_DISPLAY']].some((value) => value !== undefined && value !== '');
}

/** `command`, wrapped so that its windows open on an invisible display where there is no other. */
export function onSomeDisplay(command: string, args: readonly string[]): { command: string; args: readonly string[] } {
  if (hasDisplay()) return { command, args };
  return { command: 'xvfb-run', args: ['--auto-servernum', '--server-args=-screen 0 1920x1200x24', command, ...args] };
}
