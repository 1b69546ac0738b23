import type { Words } from '#renderer/app/words/en.ts';
import type { Entry } from '#shared/audit/contract.ts';

/** A piece of a sentence: plain words, or a thing that can be opened. */
export interface SentencePart {
  readonly text: string;
  readonly thing: { readonly kind: string; readonly id: string } | null;
}

type Subject = Entry['subjects'][number];

const PLACE = /\{([a-z]+)\}/i;

/** Four characters that tell two unnamed things apart: the random end of the id, not its time. */
export const codeOf = (id: string): string => id.slice(-4).toUpperCase();

function unnamed(kind: string, id: string, { unnamed: words }: Words['audit']): string {
  switch (kind) {
    case 'customer':
    case 'conversation':
    case 'session':
      return words[kind](codeOf(id));
    case 'workspace':
    case 'account':
    case 'site':
    case 'invitation':
    case 'alert':
    case 'alertRule':
    case 'visitor':
      return words[kind];
    default:
      return words.other(kind, codeOf(id));
  }
}

/** What a subject is called in a sentence. */
export function nameOf({ kind, id, label }: Subject, words: Words['audit']): string {
  if (label === null) return unnamed(kind, id, words);
  return kind === 'conversation' ? words.conversationWith(label) : label;
}

function actorPart({ actor, subjects }: Entry, words: Words['audit']): SentencePart {
  const { kind, id, name } = actor;
  if (kind === 'staff')
    return { text: name ?? words.unnamed.staff, thing: id === null ? null : { kind: 'account', id } };
  if (kind === 'visitor') {
    const customer = subjects.find((subject) => subject.kind === 'customer');
    if (name !== null && id !== null) return { text: name, thing: { kind, id } };
    if (customer === undefined) return { text: words.unnamed.visitor, thing: null };
    return { text: nameOf(customer, words), thing: { kind: 'customer', id: customer.id } };
  }
  return { text: kind === 'anonymous' ? words.unnamed.anonymous : words.unnamed.system, thing: null };
}

/** Who acted, as a list or a table names them. */
export function actorName(entry: Entry, words: Words['audit']): string {
  return startUpper(actorPart(entry, words).text);
}

const startUpper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function template(entry: Entry, words: Words['audit']): string {
  const sentence = Object.hasOwn(words.sentences, entry.name)
    ? words.sentences[entry.name as keyof typeof words.sentences]
    : words.unknownEntry(entry.name);
  if (typeof sentence === 'string') return sentence;
  const { actor, subjects, facts } = entry;
  const account = subjects.find(({ kind }) => kind === 'account');
  return sentence({
    facts,
    byStaff: actor.kind === 'staff',
    isOwn: actor.kind === 'staff' && actor.id === account?.id,
    has: (kind) => subjects.some((subject) => subject.kind === kind),
  });
}

export interface Here {
  readonly kind: string;
  readonly id: string;
}

function subjectPart(subject: Subject, entry: Entry, words: Words['audit'], here: Here | null): SentencePart {
  const { kind, id, label } = subject;
  const isHere = kind === here?.kind && id === here.id;
  if (isHere) return { text: kind === 'conversation' ? words.thisConversation : nameOf(subject, words), thing: null };
  // Who is called so has been named before.
  const isOfActor = kind === 'conversation' && label !== null && label === customerName(entry);
  return { text: isOfActor ? words.theirConversation : nameOf(subject, words), thing: { kind, id } };
}

/** The name of the customer whom the sentence begins with; null where it begins with somebody else. */
function customerName({ name, actor, subjects }: Entry): string | null {
  if (actor.kind === 'visitor' && actor.name !== null) return actor.name;
  if (actor.kind !== 'visitor' && name !== 'chat.conversationStarted') return null;
  return subjects.find(({ kind }) => kind === 'customer')?.label ?? null;
}

/**
 * An entry as a sentence, in parts.
 * @param here the thing in whose timeline it stands: it leads nowhere there.
 */
export function sentenceOf(entry: Entry, words: Words['audit'], here: Here | null = null): readonly SentencePart[] {
  const parts = template(entry, words)
    .split(PLACE)
    .map((text, index): SentencePart => {
      if (index % 2 === 0) return { text, thing: null };
      if (text === 'actor') {
        const { text: name, thing } = actorPart(entry, words);
        return { text: name, thing: thing?.kind === here?.kind && thing?.id === here?.id ? null : thing };
      }
      const subject = entry.subjects.find(({ kind }) => kind === text);
      if (subject === undefined) return { text: unnamed(text, '', words).trim(), thing: null };
      return subjectPart(subject, entry, words, here);
    })
    .filter(({ text }) => text !== '');
  // Names begin as they are written; everything else begins a sentence.
  const [first, ...rest] = parts;
  if (first === undefined) return [];
  const isName = [entry.actor.name, ...entry.subjects.map(({ label }) => label)].includes(first.text);
  return [isName ? first : { ...first, text: startUpper(first.text) }, ...rest];
}

export const textOf = (parts: readonly SentencePart[]): string => parts.map(({ text }) => text).join('');
