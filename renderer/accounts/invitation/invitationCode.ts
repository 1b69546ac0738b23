/** The link of an invitation. The code stands behind the hash, which no browser sends to a server. `address` is an origin without a slash at its end. */
export function invitationLinkOf(address: string, code: string): string {
  return `${address}/console/#/invitation/${code}`;
}

/** The code in what somebody pasted: a link, or the code itself, with spaces or line breaks that came along. */
export function invitationCodeIn(pasted: string): string {
  const compact = pasted.replaceAll(/\s/g, '');
  return /#\/invitation\/([\w-]+)/.exec(compact)?.[1] ?? compact;
}
