import { useState } from 'react';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { Row, Rows } from '#renderer/accounts/settings/SettingsPart.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import type { Webhook } from '#shared/notifications/ledger/contract.ts';
import { useWebhookActions, useWebhooks } from './useLedger.ts';
import { WebhookDialog } from './WebhookDialog.tsx';

/** Other programs that are told. */
export function WebhooksPart() {
  const { app, notifications } = useWords();
  const words = notifications.webhooks;
  const query = useWebhooks();
  const { remove } = useWebhookActions();
  const [isAdding, setIsAdding] = useState(false);
  const webhooks = query.data?.webhooks;
  return (
    <>
      <div className="mt-8 mb-3 flex items-end gap-4">
        <div className="flex-1">
          <h3 className="text-title font-semibold">{words.title}</h3>
          <p className="mt-1 text-ink-muted">{words.description}</p>
        </div>
        <Button onClick={() => setIsAdding(true)}>{words.add}</Button>
      </div>
      {webhooks === undefined && query.isError ? (
        <QueryError title={words.loadFailed} query={query} />
      ) : (
        <Rows>
          {webhooks === undefined && <SkeletonList label={app.loading} rows={1} rowHeight={52} avatar={false} />}
          {webhooks?.length === 0 && <Row label={words.empty} />}
          {webhooks?.map((webhook) => (
            <Row key={webhook.id} label={webhook.name} help={<Facts webhook={webhook} />}>
              <Button
                aria-label={words.removeNamed(webhook.name)}
                busy={remove.isPending && remove.variables.id === webhook.id}
                onClick={() => remove.mutate(webhook)}
              >
                {words.remove}
              </Button>
            </Row>
          ))}
        </Rows>
      )}
      {isAdding && <WebhookDialog onClose={() => setIsAdding(false)} />}
    </>
  );
}

function Facts({ webhook: { url, kinds, lastAt, lastFailure } }: { readonly webhook: Webhook }) {
  const { webhooks: words, ledger } = useWords().notifications;
  const names = ledger.kinds;
  return (
    <span className="wrap-anywhere">
      {url}
      <br />
      {kinds.map((kind) => names[kind]).join(', ')}
      <br />
      {lastAt === null ? (
        words.never
      ) : lastFailure === null ? (
        <>
          {words.lastSent} <RelativeTime at={lastAt} />
        </>
      ) : (
        <span className="text-danger-text">
          {lastFailure} <RelativeTime at={lastAt} />
        </span>
      )}
    </span>
  );
}
