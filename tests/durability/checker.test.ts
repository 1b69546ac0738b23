import { describe, expect, it } from 'vitest';
import { checkDurability } from '#tests/durability/support/durability.ts';
import { parseStrace } from '#tests/durability/support/syscalls.ts';

// What the proof in fdatasync.test.ts would say of servers that cheat.
const MESSAGE = { conversationId: 'c-1', body: 'where is my order', seq: 1 };
const STARTED = String.raw`10 writev(39<TCP:[127.0.0.1:80->127.0.0.1:50000]>, [{iov_base="43/visitor,0[{\"ok\":true,\"value\":{\"conversationId\":\"c-1\"}}]", iov_len=9}], 1) = 9`;
const WRITE = String.raw`11 pwrite64(29</data/workspace.db-wal>, "\r\0where is my order\0", 4096, 56) = 4096`;
const SYNC = '11 fdatasync(29</data/workspace.db-wal>) = 0';
const ACKNOWLEDGE = String.raw`10 writev(39<TCP:[127.0.0.1:80->127.0.0.1:50000]>, [{iov_base="43/visitor,1[{\"ok\":true,\"value\":{\"seq\":1,\"at\":5}}]", iov_len=9}], 1) = 9`;

const faultsOf = (...lines: readonly string[]): readonly string[] =>
  checkDurability(parseStrace(lines.join('\n')), [MESSAGE]).faults;

describe('the proof of durability', () => {
  it('is content with write, finished sync and acknowledgement, in one thread or across threads', () => {
    expect(faultsOf(STARTED, WRITE, SYNC, ACKNOWLEDGE)).toEqual([]);
    const halves = [
      '11 fsync(29</data/workspace.db-wal> <unfinished ...>',
      '12 write(3<pipe:[1]>, "x", 1) = 1',
      '11 <... fsync resumed>) = 0',
    ];
    expect(faultsOf(STARTED, WRITE, ...halves, ACKNOWLEDGE)).toEqual([]);
  });

  it.each([
    ['nothing is synced', [STARTED, WRITE, ACKNOWLEDGE]],
    ['the sync comes after the acknowledgement', [STARTED, WRITE, ACKNOWLEDGE, SYNC]],
    ['the sync came before the write', [STARTED, SYNC, WRITE, ACKNOWLEDGE]],
    ['another file is synced', [STARTED, WRITE, SYNC.replace('-wal', ''), ACKNOWLEDGE]],
    ['the sync failed', [STARTED, WRITE, SYNC.replace('= 0', '= -1 EIO (Input/output error)'), ACKNOWLEDGE]],
    [
      'the sync has begun but not finished',
      [
        STARTED,
        WRITE,
        '11 fdatasync(29</data/workspace.db-wal> <unfinished ...>',
        ACKNOWLEDGE,
        '11 <... fdatasync resumed>) = 0',
      ],
    ],
    [
      'the sync began while the write was under way',
      [
        STARTED,
        WRITE.replace(') = 4096', ' <unfinished ...>'),
        SYNC.replace('11', '12'),
        '11 <... pwrite64 resumed>) = 4096',
        ACKNOWLEDGE,
      ],
    ],
  ])('fails when %s', (_what, lines) => {
    expect(faultsOf(...lines)).toEqual(['"where is my order": acknowledged without a finished sync after its write']);
  });

  it('fails when it does not find the write or the acknowledgement', () => {
    expect(faultsOf(STARTED, SYNC, ACKNOWLEDGE)).toEqual(['"where is my order": its write is not in the trace']);
    expect(faultsOf(STARTED, WRITE, SYNC)).toEqual(['"where is my order": its acknowledgement is not in the trace']);
  });
});
