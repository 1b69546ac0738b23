/** Whether a window can open. Only Linux machines come without a display. */
export function hasDisplay(environment: NodeJS.ProcessEnv = process.env, platform = process.platform): boolean {
  if (platform !== 'linux') return true;
  return [environment['DISPLAY'], environment['WAYLAND_DISPLAY']].some((value) => value !== undefined && value !== '');
}

/**
 * `command`, wrapped so that its windows open on an invisible display where there is no other.
 * @param firstNumber of the display, or the next that is free; two that start at once need numbers that lie apart.
 */
export function onSomeDisplay(
  command: string,
  args: readonly string[],
  firstNumber = 99,
): { command: string; args: readonly string[] } {
  if (hasDisplay()) return { command, args };
  return {
    command: 'xvfb-run',
    args: [
      '--auto-servernum',
      `--server-num=${String(firstNumber)}`,
      '--server-args=-screen 0 1920x1200x24',
      command,
      ...args,
    ],
  };
}
