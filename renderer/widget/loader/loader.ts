import { startLauncher } from './launcher.ts';
import { siteOf } from './site.ts';

interface ChatFunction {
  (command: string): void;
  /** Calls made before this file had loaded, by the usual one-line stub. */
  readonly q?: readonly (readonly unknown[])[];
}

declare global {
  interface Window {
    OptimaliQ?: ChatFunction;
  }
}

const script = document.currentScript;
const site = script instanceof HTMLScriptElement ? siteOf(script) : null;
const before = window.OptimaliQ;

// A page that includes the loader twice gets one launcher.
if (site !== null && (before === undefined || before.q !== undefined)) {
  const launcher = startLauncher(site);
  const chat: ChatFunction = (command) => {
    if (command === 'open') launcher.open();
    else if (command === 'close') launcher.close();
    else if (command === 'toggle') launcher.toggle();
  };
  window.OptimaliQ = chat;
  for (const [command] of before?.q ?? []) chat(String(command));
}
