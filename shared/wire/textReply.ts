/**
 * A reply as the JSON text in which it came from the reader's thread. The gateway only passes it on, so it reads it nowhere: a page of the inbox
 * took longer to be read and written again than to be found in the database (docs/adr/0033).
 */
export class TextReply {
  readonly ok = true;
  /** The whole reply: `{"ok":true,"value":...}`. */
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** For the gateway's own questions: read anew each time. */
  get value(): unknown {
    return (JSON.parse(this.text) as { readonly value?: unknown }).value;
  }
}
