import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { escapeMarkup } from '#electron/main/escapeMarkup.ts';
import { askSessionBus, lookAtLinuxDesktop, type AskBus } from '#electron/main/sessionBus.ts';
import { makeTemporaryDirectory, type TemporaryDirectory } from '#tests/support/temporaryDirectory.ts';

/** A bus that answers by method; a method that is not there has nobody who answers. */
const givenBus =
  (answers: Readonly<Record<string, string>>): AskBus =>
  (_destination, _path, method) =>
    Promise.resolve(answers[method.slice(method.lastIndexOf('.') + 1)] ?? null);

describe('what a Linux desktop shows', () => {
  it('is told by its notification program, in its own name, and by its tray', async () => {
    const ask = givenBus({
      GetServerInformation: "('gnome-shell', 'GNOME', '48.1', '1.2')\n",
      GetCapabilities: "(['actions', 'body', 'body-markup', 'icon-static'],)\n",
      NameHasOwner: '(true,)\n',
    });
    expect(await lookAtLinuxDesktop(ask)).toEqual({ notifier: 'gnome-shell', readsMarkup: true, hasTray: true });
  });

  it('is text where the program reads no markup', async () => {
    const ask = givenBus({
      GetServerInformation: "('dunst', 'knopwob', '1.9.0 (2022-06-27)', '1.2')\n",
      GetCapabilities: "(['actions', 'body', 'body-hyperlinks'],)\n",
      NameHasOwner: '(false,)\n',
    });
    expect(await lookAtLinuxDesktop(ask)).toEqual({ notifier: 'dunst', readsMarkup: false, hasTray: false });
  });

  it('is nothing where nobody answers', async () => {
    expect(await lookAtLinuxDesktop(givenBus({}))).toEqual({ notifier: null, readsMarkup: false, hasTray: false });
  });
});

describe('a question to the session bus', () => {
  let folder: TemporaryDirectory;
  const asked = () => readFileSync(path.join(folder.path, 'asked'), 'utf8').split('\n');
  /** The program that asks, as the only one on the path. */
  const givenProgram = (script: string) => {
    const file = path.join(folder.path, 'gdbus');
    writeFileSync(file, `#!/bin/sh\nprintf '%s\\n' "$@" > '${path.join(folder.path, 'asked')}'\n${script}\n`);
    chmodSync(file, 0o755);
  };
  beforeEach(() => {
    folder = makeTemporaryDirectory();
    vi.stubEnv('PATH', folder.path);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    folder.remove();
  });
  const ask = () => askSessionBus('org.example.Name', '/org/example', 'org.example.Name.Do', 'a $(thing)');

  it('comes back with the answer; nothing in it is a command', async () => {
    givenProgram('echo "(true,)"');
    expect(await ask()).toBe('(true,)\n');
    expect(asked().slice(-4)).toEqual(['--method', 'org.example.Name.Do', 'a $(thing)', '']);
    expect(asked()).toEqual(expect.arrayContaining(['--session', 'org.example.Name', '/org/example']));
  });

  it('has no answer when the program fails or is not there', async () => {
    expect(await ask()).toBeNull();
    givenProgram('exit 1');
    expect(await ask()).toBeNull();
  });
});

it('what a customer wrote is text for a program that reads markup', () => {
  expect(escapeMarkup('<b>Tea & cake</b> &lt;')).toBe('&lt;b&gt;Tea &amp; cake&lt;/b&gt; &amp;lt;');
});
