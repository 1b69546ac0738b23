import { useState } from 'react';
import type { ManagedSite } from '#shared/accounts/sites/contract.ts';
import { Row, Rows } from '#renderer/accounts/settings/SettingsPart.tsx';
import { snippetFor } from '#renderer/accounts/settings/snippet.ts';
import { CopyBlock } from '#renderer/app/CopyBlock.tsx';
import { useServerAddress } from '#renderer/app/shell/useServerAddress.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import { RotateKeyDialog } from './RotateKeyDialog.tsx';
import { useSiteActions } from './useSites.ts';

/** What a site that exists has beside its settings: whether it is on, its key and the line for its pages. */
export function SiteFacts({ site }: { readonly site: ManagedSite }) {
  const words = useWords().accounts.sites;
  const { rotateKey, setEnabled } = useSiteActions();
  const [rotating, setRotating] = useState(false);
  const address = useServerAddress();
  const isOn = site.disabledAt === null;

  function switchTo(enabled: boolean, undoable: boolean): void {
    setEnabled.mutate(
      { siteId: site.id, enabled },
      {
        onSuccess: () =>
          showToast({
            tone: 'success',
            id: 'site',
            title: enabled ? words.switchedOn(site.name) : words.switchedOff(site.name),
            ...(undoable ? { action: { label: words.undo, onAct: () => switchTo(!enabled, false) } } : {}),
          }),
      },
    );
  }

  return (
    <Rows>
      <Row
        label={
          <span className="flex items-center gap-2">
            {words.state}
            <Badge tone={isOn ? 'success' : 'warning'}>{isOn ? words.on : words.off}</Badge>
          </span>
        }
        help={isOn ? words.stateOn : words.stateOff}
      >
        <Button busy={setEnabled.isPending} onClick={() => switchTo(!isOn, true)}>
          {isOn ? words.switchOff : words.switchOn}
        </Button>
      </Row>
      {address === null ? (
        <Row label={words.embed} help={words.noAddress} />
      ) : (
        <div className="px-4 py-3">
          <CopyBlock
            label={words.embed}
            help={words.embedHelp}
            text={snippetFor(address, site.key)}
            copyLabel={words.copyLine}
          />
        </div>
      )}
      <div className="px-4 py-3">
        <CopyBlock label={words.key} help={words.keyHelp} text={site.key} copyLabel={words.copyKey} />
      </div>
      <Row label={words.anotherKey} help={words.anotherKeyHelp}>
        <Button onClick={() => setRotating(true)}>{words.rotate}</Button>
      </Row>
      <RotateKeyDialog
        site={site}
        open={rotating}
        busy={rotateKey.isPending}
        onClose={() => setRotating(false)}
        onRotate={() =>
          rotateKey.mutate(site.id, {
            onSuccess: () => showToast({ tone: 'success', title: words.rotated, id: 'site' }),
            onSettled: () => setRotating(false),
          })
        }
      />
    </Rows>
  );
}
