import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

interface Range {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly count: number;
}
interface Script {
  readonly url: string;
  readonly functions: readonly { readonly ranges: readonly Range[] }[];
}

/** Tells whether any process or thread ran what stands at `offset` (UTF-16 units) of a file. */
export type WasRun = (file: string, offset: number) => boolean;

/** V8 nests ranges: the innermost one around an offset says how often it ran. */
function runIn(script: Script, offset: number): boolean {
  let innermost: Range | null = null;
  for (const { ranges } of script.functions) {
    for (const range of ranges) {
      const around = range.startOffset <= offset && offset < range.endOffset;
      const size = range.endOffset - range.startOffset;
      if (around && (innermost === null || size <= innermost.endOffset - innermost.startOffset)) innermost = range;
    }
  }
  return (innermost?.count ?? 0) > 0;
}

/**
 * Reads what processes and worker threads left in `folder` by NODE_V8_COVERAGE. Node runs our .ts files with the types blanked out,
 * so that its offsets are those of the source; files below `root` only, those of node_modules left out.
 */
export function readChildCoverage(folder: string, root: string): WasRun {
  const scripts = new Map<string, Script[]>();
  const wanted = pathToFileURL(root).href;
  for (const report of existsSync(folder) ? readdirSync(folder) : []) {
    for (const script of parse(path.join(folder, report))) {
      if (!script.url.startsWith(wanted) || !script.url.endsWith('.ts')) continue;
      const file = fileURLToPath(script.url);
      scripts.set(file, [...(scripts.get(file) ?? []), script]);
    }
  }
  return (file, offset) => (scripts.get(file) ?? []).some((script) => runIn(script, offset));
}

function parse(file: string): readonly Script[] {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { result: Script[] }).result;
  } catch {
    // A process that was killed while it wrote leaves half a report.
    return [];
  }
}
