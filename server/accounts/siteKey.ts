import { randomBytes } from 'node:crypto';

/** Public by nature: it stands in the pages' source. Long enough that nobody meets another shop's by chance. */
export const newSiteKey = (): string => `site_${randomBytes(12).toString('base64url')}`;
