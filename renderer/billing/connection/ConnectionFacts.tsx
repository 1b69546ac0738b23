import { useState } from 'react';
import { Row, Rows } from '#renderer/accounts/settings/SettingsPart.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import type { OutputOf } from '#shared/contract.ts';
import { Capabilities } from './Capabilities.tsx';
import { DisconnectDialog } from './DisconnectDialog.tsx';
import { ModeBadge } from './ModeBadge.tsx';

interface ConnectionFactsProps {
  readonly connection: OutputOf<'billing.connection'>;
  readonly details: OutputOf<'billing.connectionDetails'>;
  readonly onChangeKey: () => void;
}

/** The account that is mirrored, and the key it is read with. */
export function ConnectionFacts({ connection, details, onChangeKey }: ConnectionFactsProps) {
  const words = useWords().billing.connection;
  const [isLeaving, setIsLeaving] = useState(false);
  const { accountName, accountId, mode, connectedAt } = connection;
  const { keyHint, isRestricted, place, apiVersion, capabilities } = details;
  const isFixed = place === 'environment' || place === 'sandbox';
  const keyHelp = place === 'sandbox' ? words.ofSandbox : isRestricted ? words.restricted : words.unrestricted;
  return (
    <>
      <Rows>
        <Row label={words.account} help={accountId}>
          {accountName ?? words.unnamed}
          {mode !== null && <ModeBadge mode={mode} />}
        </Row>
        {connectedAt !== null && (
          <Row label={words.connectedSince}>
            <ExactTime at={connectedAt} format={{ dateStyle: 'medium', timeStyle: 'short' }} />
          </Row>
        )}
        {keyHint !== null && (
          <Row label={words.key} help={keyHelp}>
            <code className="font-mono text-meta">{keyHint}</code>
            {!isFixed && <Button onClick={onChangeKey}>{words.changeKey}</Button>}
          </Row>
        )}
        <Row label={words.placeTitle} help={words.placeHelp[place]}>
          {words.place[place]}
        </Row>
        <Row label={words.apiVersion}>
          <code className="font-mono text-meta">{apiVersion}</code>
        </Row>
      </Rows>
      {capabilities.length > 0 && (
        <details className="mt-3 rounded-medium border border-line bg-raised px-4 py-3">
          <summary className="cursor-pointer font-medium">{words.mayDo}</summary>
          <div className="mt-2">
            <Capabilities capabilities={capabilities} />
          </div>
        </details>
      )}
      {!isFixed && (
        <Button className="mt-4 self-start" onClick={() => setIsLeaving(true)}>
          {words.disconnect}
        </Button>
      )}
      {isLeaving && <DisconnectDialog onClose={() => setIsLeaving(false)} />}
    </>
  );
}
