import type { CoreCall, CoreResult } from './call.ts';

type Submit = (call: CoreCall) => Promise<CoreResult>;

/** Commands of many clients at once that nobody waits for. */
export interface SideLane {
  submit: Submit;
  /** Resolves when everything submitted has been answered. */
  drained(): Promise<void>;
}

/**
 * Lets so many commands at a time through, in the order they came; whoever chats meanwhile waits for those, and not for all that came before.
 * @param most a group commit has room for more, so that what comes otherwise travels with them.
 */
export function createSideLane(submit: Submit, most: number): SideLane {
  const waiting: (() => void)[] = [];
  let underWay = 0;
  let idle: (() => void)[] = [];

  function next(): void {
    while (underWay < most) {
      const run = waiting.shift();
      if (run === undefined) break;
      underWay += 1;
      run();
    }
    if (underWay > 0) return;
    for (const resolve of idle.splice(0)) resolve();
  }

  return {
    submit: (call) =>
      new Promise((resolve, reject) => {
        waiting.push(() => {
          submit(call)
            .then(resolve, reject)
            .finally(() => {
              underWay -= 1;
              next();
            });
        });
        next();
      }),
    drained: () =>
      new Promise((resolve) => {
        idle = [...idle, resolve];
        next();
      }),
  };
}
