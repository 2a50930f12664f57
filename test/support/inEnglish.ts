import { isMessage } from "../../model/messages/isMessage.js";
import { englishOf } from "../../model/messages/translate.js";

/** An answer of the model whose messages are texts that a test can read. */
export function inEnglish(answer: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [
      name,
      isMessage(value) ? englishOf(value) : value,
    ]),
  );
}
