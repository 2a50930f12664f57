import { messageFrom, sentences, verbatim, type Message, type Text } from "./message.js";
import { isMessage } from "./isMessage.js";
import { englishOf } from "./translate.js";
import { messageOf, UserError } from "./userError.js";

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
  if (error instanceof UserError) {
    const { what, why, action } = error.said;
    return sentences(what, why, action);
  }
  const isSaid = error instanceof Error && "said" in error && isMessage(error.said);
  return isSaid && isMessage(error.said) ? error.said : verbatim(messageOf(error));
}

/** What happened and why, where somebody else says what to do. */
export function faultSaidBy(error: UserError): Message {
  return sentences(error.said.what, error.said.why);
}
