import { describe, expect, it } from 'vitest';
import { createTextDraft } from '#renderer/billing/disputes/state/textDraft.ts';
import { AppError } from '#shared/wire/errors.ts';

const conflict = () => new AppError('CONFLICT', 'changed', { reason: 'evidenceChanged' });

/** A field on a server with versions, and a hand that moves the time. */
function givenDraft(first = { text: '', version: 0 }) {
  const server = { ...first, by: 'Ada', saves: [] as string[], isDown: false };
  let due: (() => void) | null = null;
  let answer: Promise<void> = Promise.resolve();
  const draft = createTextDraft(
    { ...first, by: null },
    {
      save: async (text, version) => {
        await answer;
        if (server.isDown) throw new AppError('UNAVAILABLE', 'down');
        if (version !== server.version) throw conflict();
        Object.assign(server, { text, version: version + 1 });
        server.saves.push(text);
        return { version: server.version };
      },
      read: () => Promise.resolve({ text: server.text, version: server.version, by: server.by }),
      after: (_, run) => {
        due = run;
        return () => {
          due = null;
        };
      },
    },
  );
  return {
    draft,
    server,
    pause: async (): Promise<void> => {
      due?.();
      await draft.flush();
    },
    hold: (): (() => void) => {
      let release = (): void => undefined;
      answer = new Promise((resolve) => {
        release = resolve;
      });
      return () => release();
    },
    sign: () => draft.get().sign,
  };
}

describe('a field that saves itself', () => {
  it('saves once when somebody pauses, and again what they wrote meanwhile', async () => {
    const { draft, server, pause, hold, sign } = givenDraft();
    draft.write('a');
    draft.write('ab');
    expect(sign()).toBe('unsaved');
    const release = hold();
    const saved = pause();
    expect(sign()).toBe('saving');
    draft.write('abc');
    release();
    await saved;
    expect(server.saves).toEqual(['ab', 'abc']);
    expect([server.text, sign()]).toEqual(['abc', 'saved']);
    await draft.flush();
    expect(server.saves).toHaveLength(2);
  });

  it('keeps what was written when it cannot be saved, and tries again', async () => {
    const { draft, server, pause, sign } = givenDraft();
    server.isDown = true;
    draft.write('words');
    await pause();
    expect([sign(), draft.get().text]).toEqual(['failed', 'words']);
    expect(await draft.flush()).toBe(false);
    server.isDown = false;
    expect(await draft.flush()).toBe(true);
    expect([sign(), server.text]).toEqual(['saved', 'words']);
  });

  it('shows what somebody else wrote, and keeps either as the person says', async () => {
    for (const keep of ['mine', 'theirs'] as const) {
      const { draft, server, pause, sign } = givenDraft();
      Object.assign(server, { text: 'hers', version: 3 });
      draft.write('mine');
      await pause();
      expect(draft.get()).toEqual({
        text: 'mine',
        sign: 'conflict',
        theirs: { text: 'hers', version: 3, by: 'Ada' },
      });
      expect(server.text).toBe('hers');
      expect(await draft.flush()).toBe(false);
      draft.resolve(keep);
      expect(await draft.flush()).toBe(true);
      expect([server.text, draft.get().text]).toEqual(keep === 'mine' ? ['mine', 'mine'] : ['hers', 'hers']);
      expect(draft.get().theirs).toBeNull();
      expect(sign()).toBe(keep === 'mine' ? 'saved' : 'idle');
    }
  });

  it('takes up what is newer only where nothing of ours would be lost', async () => {
    const { draft, server } = givenDraft({ text: 'old', version: 1 });
    draft.take({ text: 'new', version: 2, by: 'Ada' });
    expect(draft.get().text).toBe('new');
    draft.take({ text: 'older', version: 1, by: 'Ada' });
    expect(draft.get().text).toBe('new');
    Object.assign(server, { text: 'new', version: 2 });
    draft.write('mine');
    draft.take({ text: 'newest', version: 3, by: 'Ada' });
    expect(draft.get().text).toBe('mine');
    expect(await draft.flush()).toBe(true);
    expect([server.text, server.version]).toEqual(['mine', 3]);
  });
});
