import { isUtf8 } from 'node:buffer';
import { parseForm, type Form } from './form.ts';
import { invalidRequest } from './stripeError.ts';

/** A file that came with a request (RFC 7578). */
export interface Upload {
  /** Of the field. */
  readonly field: string;
  readonly name: string;
  readonly bytes: Buffer;
}

const MAXIMUM_PARTS = 100;
const HEAD_END = Buffer.from('\r\n\r\n');

/** The boundary that `multipart/form-data` names; null for any other type. */
export function boundaryOf(contentType: string): string | null {
  if (!/^multipart\/form-data(?:;|$)/i.test(contentType.trim())) return null;
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? [];
  return quoted ?? plain ?? null;
}

const invalid = () => invalidRequest('Invalid request: the multipart body is malformed.');

function headOf(head: string): { readonly field: string; readonly name: string | null } {
  const [, disposition = ''] = /^content-disposition:\s*form-data;\s*(.*)$/im.exec(head) ?? [];
  const [, field] = /(?:^|;\s*)name="([^"]*)"/i.exec(disposition) ?? [];
  const [, name] = /;\s*filename="([^"]*)"/i.exec(disposition) ?? [];
  if (field === undefined) throw invalid();
  return { field, name: name?.replaceAll('%22', '"') ?? null };
}

/** The body between its boundaries, piece by piece. @throws StripeError when it does not end. */
function* piecesOf(body: Buffer, boundary: string): Generator<Buffer> {
  const mark = Buffer.from(`--${boundary}`);
  let at = body.indexOf(mark);
  for (let count = 0; at !== -1; count += 1) {
    const from = at + mark.length;
    if (body.subarray(from, from + 2).toString() === '--') return;
    const next = body.indexOf(Buffer.concat([Buffer.from('\r\n'), mark]), from);
    if (next === -1 || count >= MAXIMUM_PARTS) throw invalid();
    yield body.subarray(from + 2, next);
    at = next + 2;
  }
  throw invalid();
}

/** Reads `multipart/form-data`: its parameters, and the one file that may be among them. @throws StripeError for what is none. */
export function parseMultipart(
  body: Buffer,
  boundary: string,
): { readonly form: Form; readonly upload: Upload | null } {
  const pairs: string[] = [];
  let upload: Upload | null = null;
  for (const piece of piecesOf(body, boundary)) {
    const end = piece.indexOf(HEAD_END);
    if (end === -1) throw invalid();
    const { field, name } = headOf(piece.subarray(0, end).toString());
    const bytes = piece.subarray(end + HEAD_END.length);
    if (name !== null) upload = { field, name, bytes: Buffer.from(bytes) };
    else if (isUtf8(bytes)) pairs.push(`${encodeURIComponent(field)}=${encodeURIComponent(bytes.toString())}`);
    else throw invalid();
  }
  return { form: parseForm(pairs.join('&')), upload };
}
