/** A text of the translations, such as `The folder {0} cannot be read.`, and what fills its holes. */
export interface Phrase<V extends Value = Value> {
  readonly text: string;
  readonly values?: readonly V[];
}

/** Several messages, one after another. */
export interface Sentences {
  readonly sentences: readonly Message[];
}

/** Finished English, as versions that kept no messages wrote it down. */
export interface OldText {
  readonly old: string;
}

/**
 * What is said to a person, before it is in a language: it is English in logs and terminals, and in
 * the person's language on a screen.
 */
export type Message = Phrase | Sentences | OldText;

/** A text here is none of ours: a name, a path, or what a program printed. It is the same in every language. */
export type Value = string | number | Message;

/** A message, or the text of one without values. */
export type Text = Message | string;

/** The text is a key of the translations: the tests find it in this call, so it is written out there. */
export function says<const V extends readonly Value[]>(
  text: string,
  ...values: V
): Phrase<V[number]> {
  return values.length === 0 ? { text } : { text, values };
}

/** What is none of our texts, as a message: the words of a program or of the system. */
export function verbatim(words: string): Phrase<string> {
  return { text: "{0}", values: [words] };
}

export function sentences(...parts: readonly Text[]): Sentences {
  return { sentences: parts.map(messageFrom) };
}

/** `a; b; c` */
export function listed([first = nothing, ...others]: readonly Message[]): Message {
  return others.reduce((list: Message, each) => says("{0}; {1}", list, each), first);
}

/** Says nothing. */
export const nothing: Phrase = { text: "" };

export function messageFrom(text: Text): Message {
  return typeof text === "string" ? { text } : text;
}

/** What a record says: as data, or where it is of a version that kept English alone, that. */
export function recorded(english: string, said: Message | undefined): Message {
  return said ?? { old: english };
}
