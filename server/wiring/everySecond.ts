const SECOND = 1_000;
/** A timer may fire a moment too early. */
const AFTER_MS = 10;

/** Runs just after each second of the system's clock has ended, so that what is taken then is of that second. @returns how to stop. */
export function everySecond(run: () => void): () => void {
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    timer = setTimeout(
      () => {
        wait();
        run();
      },
      SECOND + AFTER_MS - (Date.now() % SECOND),
    ).unref();
  };
  wait();
  return () => {
    clearTimeout(timer);
  };
}
