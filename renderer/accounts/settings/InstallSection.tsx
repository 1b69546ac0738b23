import { useQuery } from '@tanstack/react-query';
import { Code, ExternalLink } from 'lucide-react';
import { useClient, useNative } from '#renderer/app/context.ts';
import { CopyBlock } from '#renderer/app/CopyBlock.tsx';
import { useServerAddress } from '#renderer/app/shell/useServerAddress.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import { QueryList } from './QueryList.tsx';
import { Row, Rows, SectionHead } from './SettingsPart.tsx';
import { snippetFor } from './snippet.ts';

/** How the chat gets onto a page: each site's key and line. */
export function InstallSection() {
  const { accounts } = useWords();
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
      <QueryList
        query={query}
        count={sites.length}
        likely={2}
        empty={<EmptyState icon={Code} title={words.emptyTitle} description={words.emptyDescription} />}
        failed={words.loadFailed}
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
      </QueryList>
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
