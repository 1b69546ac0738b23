import { textParts } from './links.ts';

export function MessageText({ body }: { readonly body: string }) {
  return (
    <>
      {textParts(body).map(({ text, href }, index) =>
        href === null ? (
          text
        ) : (
          <a key={index} href={href} target="_blank" rel="noopener noreferrer nofollow">
            {text}
          </a>
        ),
      )}
    </>
  );
}
