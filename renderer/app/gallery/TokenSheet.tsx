import { Exhibit } from './Exhibit.tsx';

const GROUNDS = ['canvas', 'surface', 'raised', 'sunken', 'hover', 'pressed', 'line', 'line-control'];
const TONES = ['accent', 'success', 'warning', 'danger', 'info'];
const SIZES = ['meta', 'body', 'title', 'heading', 'display'];

/** Colours and type, by the names that components use. */
export function TokenSheet() {
  return (
    <>
      <Exhibit title="Grounds and lines">
        {GROUNDS.map((name) => (
          <span key={name} className="flex w-28 flex-col gap-1 text-meta text-ink-muted">
            <span className="h-10 rounded-small border border-line" style={{ background: `var(--${name})` }} />
            {name}
          </span>
        ))}
      </Exhibit>
      <Exhibit title="Tones: solid, subtle, text">
        {TONES.map((tone) => (
          <span key={tone} className="flex w-40 flex-col gap-1 text-meta font-medium">
            <span
              className="flex h-8 items-center rounded-small px-2"
              style={{ background: `var(--${tone})`, color: `var(--${tone}-ink)` }}
            >
              {tone}
            </span>
            <span
              className="flex h-8 items-center rounded-small px-2"
              style={{ background: `var(--${tone}-subtle)`, color: `var(--${tone}-text)` }}
            >
              {tone}-subtle
            </span>
            <span className="px-2" style={{ color: `var(--${tone}-text)` }}>
              {tone}-text
            </span>
          </span>
        ))}
      </Exhibit>
      <Exhibit title="Type" className="flex flex-col gap-2">
        {SIZES.map((size) => (
          <span
            key={size}
            style={{
              fontSize: `var(--text-${size})`,
              lineHeight: `var(--text-${size}--line-height)`,
              letterSpacing: `var(--text-${size}--letter-spacing, 0)`,
            }}
          >
            {size} - Hamburgefonstiv 0123456789
          </span>
        ))}
        <span className="text-ink-muted">ink-muted - secondary text</span>
        <span className="text-ink-faint">ink-faint - hints and captions</span>
      </Exhibit>
    </>
  );
}
