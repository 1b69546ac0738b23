import { hash, verify } from '@node-rs/argon2';

/** argon2id (the library's algorithm 2) with OWASP's parameters: 19 MiB, 2 passes, 1 lane (OWASP Password Storage Cheat Sheet). */
const PARAMETERS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** @returns the PHC string to store. */
export const hashPassword = (password: string): Promise<string> => hash(password, PARAMETERS);

export const verifyPassword = (passwordHash: string, password: string): Promise<boolean> =>
  verify(passwordHash, password);
