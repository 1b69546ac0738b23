import { useQuery } from '@tanstack/react-query';
import { Check, Code, Copy, ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { useClient, useNative } from '#renderer/app/context.ts';
import { useServerState } from '#renderer/app/shell/useServerState.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ListStates } from '#renderer/ui/ListStates.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import { listStateOf } from './listStateOf.ts';
import { QueryError } from './QueryError.tsx';
import { Row, Rows, SectionHead } from './SettingsPart.tsx';
import { snippetFor } from './snippet.ts';

/** How the chat gets onto a page: each site's key and line. */
export function InstallSection() {
  const { app, accounts } = useWords();
  const words = accounts.settings.install;
  const client = useClient();
  const native = useNative();
  const server = useServerState(native);
  const query = useQuery({ queryKey: ['accounts.sites'], queryFn: () => client.call('accounts.sites', {}) });
  const sites = query.data?.sites ?? [];
  const address = server === null ? window.location.origin : server.state === 'running' ? server.address : null;

  async function openDemo(): Promise<void> {
    if (native === null) window.open('/demo/', '_blank', 'noopener');
    else if (!(await native.openDemoPage())) showToast({ tone: 'warning', title: words.demoFailed });
  }

  return (
    <>
      <SectionHead title={words.title} description={words.description} />
      <ListStates
        state={listStateOf(query, sites.length)}
        loading={
          <Rows>
            <SkeletonList label={app.loading} rows={2} rowHeight={60} avatar={false} />
          </Rows>
        }
        empty={<EmptyState icon={Code} title={words.emptyTitle} description={words.emptyDescription} />}
        error={<QueryError title={words.loadFailed} query={query} />}
        staleNote={words.stale}
      >
        <div className="flex flex-col gap-6">
          {sites.map((site) => (
            <Rows key={site.id}>
              <Row label={site.name} help={words.site}>
                <code className="font-mono text-ink-muted">{site.key}</code>
              </Row>
              <Row label={words.origins}>
                <span className="text-end text-ink-muted">
                  {site.allowedOrigins.length === 0 ? words.noOrigins : site.allowedOrigins.join(', ')}
                </span>
              </Row>
              {address !== null && <Snippet text={snippetFor(address, site.key)} />}
            </Rows>
          ))}
        </div>
      </ListStates>
      <div className="mt-6">
        <Rows>
          <Row label={words.demo} help={words.openDemoHint}>
            <Button icon={ExternalLink} onClick={() => void openDemo()}>
              {words.openDemo}
            </Button>
          </Row>
        </Rows>
      </div>
    </>
  );
}

function Snippet({ text }: { readonly text: string }) {
  const words = useWords().accounts.settings.install;
  const [copied, setCopied] = useState(false);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      showToast({ tone: 'success', title: words.copied, id: 'snippet' });
    } catch {
      showToast({ tone: 'warning', title: words.copyFailed, id: 'snippet' });
    }
  }

  return (
    <div className="px-4 py-3">
      <div className="mb-2 flex items-center justify-between">
        <span className="font-medium">{words.snippet}</span>
        <Button variant="ghost" icon={copied ? Check : Copy} onClick={() => void copy()}>
          {words.copy}
        </Button>
      </div>
      <pre className="rounded-small border border-line bg-sunken p-3 font-mono text-meta wrap-anywhere whitespace-pre-wrap select-all">
        {text}
      </pre>
    </div>
  );
}
