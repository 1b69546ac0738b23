import { createDecipheriv, createECDH, hkdfSync } from 'node:crypto';

/**
 * Decrypts one push as a browser does (RFC 8291, section 3.4, over the coding of RFC 8188): written from the specification, apart from the
 * library that encrypts.
 */
export function decryptPush(
  body: Buffer,
  { privateKey, secret }: { readonly privateKey: Buffer; readonly secret: Buffer },
): string {
  const salt = body.subarray(0, 16);
  const keyLength = body.readUInt8(20);
  const theirs = body.subarray(21, 21 + keyLength);
  const cipher = body.subarray(21 + keyLength);
  const own = createECDH('prime256v1');
  own.setPrivateKey(privateKey);
  const shared = own.computeSecret(theirs);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), own.getPublicKey(), theirs]);
  const input = Buffer.from(hkdfSync('sha256', shared, secret, info, 32));
  const key = Buffer.from(hkdfSync('sha256', input, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', input, salt, 'Content-Encoding: nonce\0', 12));
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(cipher.subarray(-16));
  const padded = Buffer.concat([decipher.update(cipher.subarray(0, -16)), decipher.final()]);
  // What follows the last record's delimiter is padding (RFC 8188, section 2).
  return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8');
}
