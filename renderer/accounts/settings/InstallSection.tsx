import { useQuery } from '@tanstack/react-query';
import { Code, ExternalLink } from 'lucide-react';
import { useClient, useNative } from '#renderer/app/context.ts';
import { CopyBlock } from '#renderer/app/CopyBlock.tsx';
import { useServerAddress } from '#renderer/app/shell/useServerAddress.ts';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
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
  const query = useQuery({ queryKey: ['accounts.sites'], queryFn: () => client.call('accounts.sites', {}) });
  const sites = query.data?.sites ?? [];
  const address = useServerAddress();

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
        staleNote={<StaleNote at={query.dataUpdatedAt} />}
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
              {address !== null && (
                <div className="px-4 py-3">
                  <CopyBlock label={words.snippet} text={snippetFor(address, site.key)} copyLabel={words.copy} />
                </div>
              )}
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
