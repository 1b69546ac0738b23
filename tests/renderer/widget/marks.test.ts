import { describe, expect, it } from 'vitest';
import { createMarks } from '#renderer/widget/chat/marks.ts';

async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

function givenMarks() {
  const told: number[] = [];
  const open: { readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];
  const marks = createMarks((seq) => {
    told.push(seq);
    return new Promise<void>((resolve, reject) => open.push({ resolve, reject }));
  });
  return { marks, told, open };
}

describe('a receipt', () => {
  it('tells only the newest of what was reached while a call was under way', async () => {
    const { marks, told, open } = givenMarks();
    for (const seq of [1, 2, 3, 2]) marks.reach(seq);
    expect(told).toEqual([1]);
    open.shift()?.resolve();
    await settle();
    expect(told).toEqual([1, 3]);
  });

  it('is repeated after a failure when the line is back, and not otherwise', async () => {
    const { marks, told, open } = givenMarks();
    marks.reach(4);
    open.shift()?.reject(new Error('gone'));
    await settle();
    expect(told).toEqual([4]);
    marks.again();
    open.shift()?.resolve();
    await settle();
    marks.again();
    expect(told).toEqual([4, 4]);
  });
});
