import { expect, test } from 'vitest';
import { invitationCodeIn, invitationLinkOf } from '#renderer/accounts/invitation/invitationCode.ts';

const CODE = 'Zk3_-xT0q1'.repeat(4) + 'abc';

test('the code is found in whatever of the link somebody pastes', () => {
  const link = invitationLinkOf('https://chat.shop.test', CODE);
  expect(link).toBe(`https://chat.shop.test/console/#/invitation/${CODE}`);
  for (const pasted of [link, ` ${link}\n`, CODE, `\t${CODE} `, `${link.slice(0, 50)}\n${link.slice(50)}`])
    expect(invitationCodeIn(pasted)).toBe(CODE);
});

test('what is no link is taken as it stands, and the server says what is wrong with it', () => {
  expect(invitationCodeIn('nonsense')).toBe('nonsense');
  expect(invitationCodeIn('  ')).toBe('');
});
