import { useWords } from '#renderer/app/words/useWords.ts';
import type { Capability } from '#shared/billing/connection/contract.ts';

/** What a key may do, one kind of Stripe's resources a line. */
export function Capabilities({ capabilities }: { readonly capabilities: readonly Capability[] }) {
  const words = useWords().billing.connection;
  return (
    <table className="w-full text-start">
      <caption className="sr-only">{words.mayDo}</caption>
      <thead>
        <tr className="text-meta text-ink-faint">
          <th scope="col" className="py-1 text-start font-medium">
            {words.resource}
          </th>
          <th scope="col" className="py-1 text-start font-medium">
            {words.access}
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {capabilities.map(({ resource, access }) => (
          <tr key={resource}>
            <th scope="row" className="py-1.5 text-start font-normal">
              {words.resources[resource]}
            </th>
            <td className={access === 'none' ? 'py-1.5 text-danger-text' : 'py-1.5 text-ink-muted'}>
              {words.accesses[access]}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
