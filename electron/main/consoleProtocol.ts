import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { CONSOLE_SCHEME, isPreviewPage } from './consoleAddress.ts';
import { consoleFileFor } from './consoleFiles.ts';
import { contentSecurityPolicy, previewSecurityPolicy } from './contentSecurityPolicy.ts';

/** Makes app:// an origin like https:// is one. Must run before the app is ready. */
export function registerConsoleScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: CONSOLE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the console's build from `root` at app://console/, every answer under the Content-Security-Policy. */
export function serveConsole(root: string): void {
  protocol.handle(CONSOLE_SCHEME, async (request) => {
    const file = request.method === 'GET' ? consoleFileFor(request.url, root) : null;
    const content = file === null ? null : await readFile(file.path).catch(() => null);
    if (file === null || content === null)
      return new Response(null, { status: 404, headers: headersFor('text/plain') });
    const policy = isPreviewPage(request.url) ? previewSecurityPolicy() : contentSecurityPolicy();
    return new Response(content, { headers: headersFor(file.mediaType, policy) });
  });
}

function headersFor(mediaType: string, policy = contentSecurityPolicy()): Record<string, string> {
  return {
    'content-type': mediaType,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  };
}
