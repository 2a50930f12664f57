import { messageFrom, sentences, verbatim, type Message, type Text } from "./message.js";
import { isMessage } from "./isMessage.js";
import { englishOf } from "./translate.js";
import { UserError } from "./userError.js";

/** Says in one message what is wrong, where that is a part of what a person is told. */
export class SaidError extends Error {
  readonly said: Message;

  constructor(text: Text, options?: ErrorOptions) {
    const said = messageFrom(text);
    super(englishOf(said), options);
    this.said = said;
  }
}

/** What an error says; the words of a system or a library are the same in every language. */
export function saidBy(error: unknown): Message {
  if (!(error instanceof UserError)) return saidElsewhere(error);
  const { what, why, action } = error.said;
  return sentences(what, why, action);
}

/** The same of an error that came from another process, or says its message itself. */
export function saidElsewhere(error: unknown): Message {
  if (!(error instanceof Error)) return verbatim(String(error));
  return "said" in error && isMessage(error.said) ? error.said : verbatim(error.message);
}

/** What happened and why, where somebody else says what to do. */
export function faultSaidBy(error: UserError): Message {
  return sentences(error.said.what, error.said.why);
}
