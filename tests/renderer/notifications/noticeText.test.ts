import { expect, it } from 'vitest';
import { noticeText, noticeWithButton } from '#renderer/notifications/model/noticeText.ts';
import { pathOf } from '#renderer/notifications/model/pathOf.ts';
import { notificationsWords as words } from '#renderer/notifications/words.en.ts';
import { NOTIFICATION_KINDS } from '#shared/notifications/kinds.ts';
import { makeNotification } from './make.ts';

const options = {
  words,
  locale: 'en',
  timeZone: 'UTC',
  nameOf: ({ name }: { name: string | null }) => name ?? 'Visitor 00AA',
};
const facts = {
  amount: 2_400,
  currency: 'EUR',
  state: 'failed',
  paymentId: 'pi_1',
  conversationId: null,
  job: 'backup',
};
const said = (changes: Parameters<typeof makeNotification>[0]) => noticeText([makeNotification(changes)], options);

it.each(NOTIFICATION_KINDS)('%s is said in whole words, and leads somewhere', (kind) => {
  for (const one of [
    makeNotification({ kind, facts }),
    makeNotification({ kind, facts: {}, words: { who: null, text: null } }),
  ]) {
    const { title, body } = noticeText([one], options);
    expect(title).toMatch(/^\p{Lu}/u);
    expect(`${title}${body}`).not.toMatch(/undefined|null|NaN| {2}/);
    expect(pathOf(one)).toMatch(/^\/[a-z]/);
  }
});

it('a message says from whom and how it begins', () => {
  expect(said({})).toEqual({ title: 'New message from Ada', body: 'Where is my order?' });
  expect(said({ words: { who: null, text: 'Hi' } })).toEqual({ title: 'New message from Visitor 00AA', body: 'Hi' });
});

it('money is written as people read it', () => {
  expect(said({ kind: 'refundApproval', facts }).title).toBe('A refund of €24.00 wants your approval');
  expect(said({ kind: 'refundOutcome', facts }).title).toBe('The refund of €24.00 did not go through');
});

it('several are one, of which the first are named', () => {
  const many = Array.from({ length: 5 }, (_, id) =>
    makeNotification({ id, words: { who: `Ada ${String(id)}`, text: '' } }),
  );
  expect(noticeText(many, options)).toEqual({
    title: '5 things need you',
    body: 'New message from Ada 0\nNew message from Ada 1\nNew message from Ada 2\nand 2 more',
  });
});

it('an alert can be acknowledged by a button, several things cannot', () => {
  const alert = makeNotification({ kind: 'alert', subject: { kind: 'alert', id: '1' } });
  expect(noticeWithButton([alert], options)).toEqual({
    title: 'Ada',
    body: 'Where is my order?',
    button: 'Acknowledge',
  });
  for (const others of [[makeNotification()], [alert, alert], []])
    expect(noticeWithButton(others, options)).toEqual(noticeText(others, options));
});

it('is no longer than a desktop takes', () => {
  expect(said({ words: { who: 'x'.repeat(400), text: 'y'.repeat(400) } })).toMatchObject({
    title: expect.stringMatching(/^.{300}$/) as string,
    body: expect.stringMatching(/^.{300}$/) as string,
  });
});
