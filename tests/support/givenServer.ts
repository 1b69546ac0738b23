import { onTestFinished } from 'vitest';
import { startTestServer, type TestServer, type TestServerOptions } from './testServer.ts';

/** A server of this test's own, closed when the test ends, however it ends. */
export async function givenServer(options: TestServerOptions = {}): Promise<TestServer> {
  const server = await startTestServer(options);
  onTestFinished(() => server.close());
  return server;
}
