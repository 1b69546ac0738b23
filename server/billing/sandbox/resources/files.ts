import type { Kinds } from '#server/billing/sandbox/kinds.ts';
import { listOf, PAGING_AND_CREATED } from '#server/billing/sandbox/protocol/lists.ts';
import type { Upload } from '#server/billing/sandbox/protocol/multipart.ts';
import { anything, limited, notBuiltShape, oneOf, required } from '#server/billing/sandbox/protocol/parameters.ts';
import { route, type Route } from '#server/billing/sandbox/protocol/route.ts';
import { invalidRequest, missingParameter } from '#server/billing/sandbox/protocol/stripeError.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';

type File = Kinds['file'];

/** docs.stripe.com/file-upload: for evidence 5 MB of PDF, JPEG or PNG, kept for nine months. */
const MOST_BYTES = 5 * 1024 * 1024;
const LIVES_SECONDS = 270 * 86_400;

const BEGINNINGS = [
  ['pdf', Buffer.from('%PDF-')],
  ['jpg', Buffer.from([0xff, 0xd8, 0xff])],
  ['png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
] as const;

/** By what the file itself begins with. @throws StripeError for any other type. */
function typeOf({ bytes }: Upload): string {
  const found = BEGINNINGS.find(([, beginning]) => bytes.subarray(0, beginning.length).equals(beginning));
  if (found === undefined)
    throw invalidRequest(
      'This file could not be uploaded because its type is not supported for dispute_evidence. Supported types: pdf, jpg, png.',
      { param: 'file' },
    );
  return found[0];
}

const ALL_PURPOSES = oneOf(
  'account_requirement',
  'additional_verification',
  'business_icon',
  'business_logo',
  'customer_signature',
  'dispute_evidence',
  'identity_document',
  'issuing_regulatory_reporting',
  'pci_document',
  'platform_terms_of_service',
  'tax_document_user_upload',
  'terminal_android_apk',
  'terminal_reader_splashscreen',
  'terminal_wifi_certificate',
  'terminal_wifi_private_key',
);
const PURPOSE = limited(ALL_PURPOSES, 'dispute_evidence');

/** The file itself is not kept: nothing here reads it again. */
function create({ store, ids, clock }: World, purpose: 'dispute_evidence', upload: Upload | null): File {
  if (upload?.field !== 'file') throw missingParameter('file');
  if (upload.bytes.length > MOST_BYTES)
    throw invalidRequest('The file you uploaded exceeds the maximum allowed size of 5 MB.', {
      code: 'file_too_large',
      param: 'file',
    });
  const id = ids.of('file');
  const created = clock.now();
  return store.add('file', {
    id,
    object: 'file',
    created,
    expires_at: created + LIVES_SECONDS,
    filename: upload.name,
    links: { object: 'list', data: [], has_more: false, url: `/v1/file_links?file=${id}` },
    purpose,
    size: upload.bytes.length,
    title: null,
    type: typeOf(upload),
    url: null,
  });
}

export const FILE_ROUTES: readonly Route[] = [
  route('GET', '/v1/files', { ...PAGING_AND_CREATED, purpose: ALL_PURPOSES }, (world, { purpose, ...page }) =>
    listOf(world, 'file', page, { purpose }),
  ),
  route('GET', '/v1/files/:id', {}, ({ store }, __, { id }) => store.need('file', id)),
  route(
    'POST',
    '/v1/files',
    // A file that comes as a parameter is none.
    { file: anything(), purpose: required(PURPOSE), ...notBuiltShape('file_link_data') },
    (world, { purpose }, _, { upload }) => create(world, purpose, upload),
  ),
];
