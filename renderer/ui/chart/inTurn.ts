/** As long as a frame may take for drawing, so that nothing that somebody does waits. */
const BUDGET_MS = 6;

const waiting = new Set<() => void>();
let isAsked = false;

function drawSome(): void {
  isAsked = false;
  const until = performance.now() + BUDGET_MS;
  for (const draw of waiting) {
    waiting.delete(draw);
    draw();
    if (performance.now() >= until) break;
  }
  if (waiting.size > 0) ask();
}

function ask(): void {
  if (isAsked) return;
  isAsked = true;
  requestAnimationFrame(drawSome);
}

/** Draws as soon as it is its turn: many that are drawn anew at once share frames. Asked twice, it is drawn once. */
export function inTurn(draw: () => void) {
  return {
    ask: (): void => {
      waiting.add(draw);
      ask();
    },
    cancel: (): void => void waiting.delete(draw),
  };
}
