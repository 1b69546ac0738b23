import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '#electron/main/contentSecurityPolicy.ts';

const directivesOf = (policy: string) =>
  new Map(policy.split('; ').map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)]));

describe('the Content-Security-Policy of the window', () => {
  const policy = directivesOf(contentSecurityPolicy());

  it('allows nothing that it does not name', () => {
    expect(policy.get('default-src')).toEqual(["'none'"]);
  });

  it('runs only scripts of the build: none inline, none from text', () => {
    expect(policy.get('script-src')).toEqual(["'self'"]);
  });

  it('lets the page connect to nothing, be framed by nothing, send forms nowhere', () => {
    for (const directive of ['connect-src', 'frame-ancestors', 'form-action', 'base-uri', 'object-src'])
      expect(policy.get(directive), directive).toEqual(["'none'"]);
  });

  it('opens the way to a development server only when there is one', () => {
    const development = directivesOf(contentSecurityPolicy('http://127.0.0.1:5173'));
    expect(development.get('connect-src')).toEqual(["'self'", 'ws://127.0.0.1:5173']);
    expect(development.get('default-src')).toEqual(["'none'"]);
  });
});
