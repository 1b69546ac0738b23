/** A service worker's cache of URLs that outlives the worker. @param kept what is in it, by URL. */
export const memoryCaches = (kept = new Map<string, Response>()): Pick<CacheStorage, 'open'> => ({
  open: () =>
    Promise.resolve({
      match: (url: string) => Promise.resolve(kept.get(url)),
      put: (url: string, value: Response) => Promise.resolve(void kept.set(url, value)),
      keys: () => Promise.resolve([...kept.keys()]),
      delete: (url: string) => Promise.resolve(kept.delete(url)),
    } as unknown as Cache),
});
