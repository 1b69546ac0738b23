/** One system call as strace saw it. `entered` and `left` are places in the trace: of two calls, the smaller came first. */
export interface Syscall {
  readonly name: string;
  /** The file, pipe or socket behind the first argument, as `strace -yy` names it: a path, `TCP:[...]`. */
  readonly target: string;
  /** The arguments as printed; of data the printable characters as they are. */
  readonly args: string;
  readonly entered: number;
  /** Infinity when it never returned. */
  readonly left: number;
  readonly succeeded: boolean;
}

const LINE = /^(\d+)\s+(.*)$/;
const UNFINISHED = ' <unfinished ...>';
const RESUMED = /^<\.\.\. (\w+) resumed>(.*)$/;
// A socket's name has a > of its own: TCP:[127.0.0.1:80->127.0.0.1:50000].
const CALL = /^(\w+)\(\d+<(.*?)>(?:\(deleted\))?(?=[,)]|$)(.*)$/;
const SUCCESS = /\)\s+= \d+$/;

/**
 * Reads the output of `strace -f -yy -o FILE`. A call that another thread's call interrupted stands there in two halves,
 * `name(... <unfinished ...>` where it was entered and `<... name resumed>...` where it returned.
 */
export function parseStrace(trace: string): readonly Syscall[] {
  const calls: Syscall[] = [];
  const open = new Map<string, { readonly text: string; readonly entered: number }>();

  function add(text: string, entered: number, left: number): void {
    const [, name = '', target = '', args = ''] = CALL.exec(text) ?? [];
    if (name === '') return;
    calls.push({ name, target, args, entered, left, succeeded: left !== Infinity && SUCCESS.test(text) });
  }

  trace.split('\n').forEach((line, place) => {
    const [, thread = '', text = ''] = LINE.exec(line) ?? [];
    const resumed = RESUMED.exec(text);
    if (text.endsWith(UNFINISHED)) {
      open.set(thread, { text: text.slice(0, -UNFINISHED.length), entered: place });
    } else if (resumed !== null) {
      const begun = open.get(thread);
      open.delete(thread);
      if (begun !== undefined) add(`${begun.text}${resumed[2] ?? ''}`, begun.entered, place);
    } else {
      add(text, place, place);
    }
  });
  for (const { text, entered } of open.values()) add(text, entered, Infinity);
  return calls.sort((a, b) => a.entered - b.entered);
}
