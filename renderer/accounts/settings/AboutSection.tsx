import { Brand } from '#renderer/app/shell/Brand.tsx';
import { useSession } from '#renderer/app/context.ts';
import { useAllShortcuts } from '#renderer/app/shortcuts/shortcuts.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { localeName } from '#renderer/accounts/setUp/regions.ts';
import { isGranted } from '#shared/wire/access.ts';
import { ResumeRows } from './ResumeRows.tsx';
import { Row, Rows, SectionHead } from './SettingsPart.tsx';

export function AboutSection() {
  const { app, accounts } = useWords();
  const words = accounts.settings.about;
  const { account, workspace } = useSession();
  const shortcuts = useAllShortcuts();
  return (
    <>
      <SectionHead title={words.title} />
      <div className="mb-6 flex items-center gap-3">
        <Brand className="size-10" />
        <div>
          <p className="text-title font-semibold">{app.productName}</p>
          <p className="text-meta text-ink-faint">{words.tagline}</p>
        </div>
      </div>
      <Rows>
        <Row label={words.workspace}>
          {workspace.name}
          {workspace.isDemo && <Badge tone="warning">{app.status.demo}</Badge>}
        </Row>
        <Row label={words.locale}>{localeName(workspace.locale)}</Row>
        <Row label={words.timeZone}>{workspace.timeZone.replaceAll('_', ' ')}</Row>
        <Row label={words.signedInAs} help={account.email}>
          {account.name}
        </Row>
        <Row label={words.roles}>
          {account.roles.map((role) => (
            <Badge key={role}>{words.roleNames[role]}</Badge>
          ))}
        </Row>
        {isGranted(account.roles, 'accounts.manage') && <ResumeRows />}
      </Rows>
      <h3 className="mt-8 mb-3 text-title font-semibold">{app.shortcuts.title}</h3>
      <Rows>
        {shortcuts.map((shortcut) => (
          <div key={shortcut.id} className="flex h-9 items-center justify-between px-4">
            <span>{shortcut.label}</span>
            <Kbd keys={shortcut.keys} className="text-ink-muted" />
          </div>
        ))}
      </Rows>
    </>
  );
}
