import { useWords } from '#renderer/app/words/useWords.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

interface JsonTreeProps {
  readonly value: Json;
  /** The field it is the value of; absent for the whole. */
  readonly name?: string;
  readonly isOpen?: boolean;
}

/** A value of JSON as text, whose objects and lists fold. */
export function JsonTree({ value, name, isOpen = false }: JsonTreeProps) {
  const { raw: words } = useWords().billing.payments.detail;
  if (value === null || typeof value !== 'object') {
    return (
      <div className="wrap-anywhere">
        <Name name={name} />
        <Leaf value={value} />
      </div>
    );
  }
  const isList = Array.isArray(value);
  const fields = Object.entries(value as Readonly<Record<string, Json>>);
  if (fields.length === 0) {
    return (
      <div>
        <Name name={name} />
        <span className="text-ink-faint">{isList ? '[]' : '{}'}</span>
      </div>
    );
  }
  return (
    <details open={isOpen} className="group/json">
      <summary className="-ms-3.5 cursor-default rounded-small ps-3.5 marker:text-ink-faint hover:bg-hover">
        <Name name={name} />
        <span className="text-ink-faint">{isList ? words.items(fields.length) : words.fields(fields.length)}</span>
      </summary>
      <div className="border-s border-line ps-5">
        {fields.map(([field, own]) => (
          <JsonTree key={field} name={field} value={own} />
        ))}
      </div>
    </details>
  );
}

function Name({ name }: { readonly name: string | undefined }) {
  if (name === undefined) return null;
  return <span className="text-ink-muted">{name}: </span>;
}

function Leaf({ value }: { readonly value: string | number | boolean | null }) {
  if (typeof value === 'string') return <span className="text-success-text">{JSON.stringify(value)}</span>;
  if (value === null) return <span className="text-ink-faint">null</span>;
  return <span className="text-info-text">{String(value)}</span>;
}
