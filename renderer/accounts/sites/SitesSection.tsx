import { ArrowLeft, Globe, Plus } from 'lucide-react';
import { useState } from 'react';
import { QueryList } from '#renderer/accounts/settings/QueryList.tsx';
import { Row, Rows, SectionHead } from '#renderer/accounts/settings/SettingsPart.tsx';
import { useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import { SiteFacts } from './SiteFacts.tsx';
import { SiteForm } from './SiteForm.tsx';
import { draftOf, emptyDraft, settingsOf } from './siteDraft.ts';
import { useSiteActions, useSites } from './useSites.ts';

/** For admins: the pages with the chat on them, and how each is set. */
export function SitesSection() {
  const { accounts } = useWords();
  const words = accounts.sites;
  const query = useSites();
  const sites = query.data?.sites ?? [];
  const [open, setOpen] = useState<string | null>(null);
  const site = sites.find(({ id }) => id === open);

  if (open === 'new') return <NewSite onBack={() => setOpen(null)} onAdded={setOpen} />;
  if (site !== undefined) return <OneSite key={site.id} site={site} onBack={() => setOpen(null)} />;
  const add = (
    <Button variant="primary" icon={Plus} onClick={() => setOpen('new')}>
      {words.add}
    </Button>
  );
  return (
    <>
      <SectionHead title={words.title} description={words.description} />
      <QueryList
        query={query}
        count={sites.length}
        likely={2}
        empty={<EmptyState icon={Globe} title={words.emptyTitle} description={words.emptyDescription} action={add} />}
        failed={words.loadFailed}
      >
        <Rows>
          {sites.map((each) => (
            <Row
              key={each.id}
              label={
                <span className="flex items-center gap-2">
                  {each.name}
                  {each.disabledAt !== null && <Badge tone="warning">{words.off}</Badge>}
                </span>
              }
              help={each.allowedOrigins.length === 0 ? words.anyPage : words.pages(each.allowedOrigins.length)}
            >
              <code className="font-mono text-meta text-ink-muted">{each.key}</code>
              <Button aria-label={words.editNamed(each.name)} onClick={() => setOpen(each.id)}>
                {words.edit}
              </Button>
            </Row>
          ))}
        </Rows>
        <div className="mt-4 flex">{add}</div>
      </QueryList>
    </>
  );
}

function Back({ onBack }: { readonly onBack: () => void }) {
  const words = useWords().accounts.sites;
  return (
    <Button variant="ghost" icon={ArrowLeft} onClick={onBack} className="mb-3 -ms-2 self-start">
      {words.back}
    </Button>
  );
}

interface NewSiteProps {
  readonly onBack: () => void;
  readonly onAdded: (siteId: string) => void;
}

function NewSite({ onBack, onAdded }: NewSiteProps) {
  const words = useWords().accounts.sites;
  const { workspace } = useSession();
  const { add } = useSiteActions();
  return (
    <>
      <Back onBack={onBack} />
      <SectionHead title={words.newTitle} />
      <SiteForm
        initial={emptyDraft(workspace.locale)}
        action={words.create}
        busy={add.isPending}
        onSubmit={(draft) =>
          add.mutate(settingsOf(draft), {
            onSuccess: ({ id }) => {
              showToast({ tone: 'success', title: words.created, id: 'site' });
              onAdded(id);
            },
          })
        }
      />
    </>
  );
}

function OneSite({
  site,
  onBack,
}: {
  readonly site: Parameters<typeof SiteFacts>[0]['site'];
  readonly onBack: () => void;
}) {
  const words = useWords().accounts.sites;
  const { change } = useSiteActions();
  return (
    <>
      <Back onBack={onBack} />
      <SectionHead title={site.name} />
      <SiteFacts site={site} />
      <div className="mt-8">
        <SiteForm
          initial={draftOf(site)}
          action={() => words.save}
          busy={change.isPending}
          onSubmit={(draft) =>
            change.mutate(
              { siteId: site.id, ...settingsOf(draft) },
              { onSuccess: () => showToast({ tone: 'success', title: words.saved, id: 'site' }) },
            )
          }
        />
      </div>
    </>
  );
}
