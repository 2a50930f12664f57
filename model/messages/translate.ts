import { joinSentences } from "./joinSentences.js";
import type { Message, Value } from "./message.js";
import type { Translations } from "./translations.js";

/**
 * A function that puts messages into a language: texts are looked up and values filled in. `readOld` is
 * asked for finished English alone, as an earlier version recorded it.
 */
export function createTranslator(
  translations: Translations,
  readOld: (english: string) => string,
): (message: Message) => string {
  function translate(message: Message): string {
    if ("old" in message) return readOld(message.old);
    if ("sentences" in message) return joinSentences(message.sentences.map(translate));
    const { text, values = [] } = message;
    return fill(Object.hasOwn(translations, text) ? (translations[text] ?? text) : text, values);
  }

  function fill(text: string, values: readonly Value[]): string {
    return text.replace(/\{(\d+)\}/gu, (hole, index: string, place: number) => {
      const value = values[Number(index)];
      if (value === undefined) return hole;
      if (typeof value !== "object") return String(value);
      const next = text.slice(place + hole.length);
      return continuesSentence.test(next) ? withoutEnd(translate(value)) : translate(value);
    });
  }

  return translate;
}

/** A sentence gives up its full stop where the one that holds it goes on or ends. */
const continuesSentence = /^[.;,)。；，）]/u;

function withoutEnd(sentence: string): string {
  return sentence.replace(/[.。]$/u, "");
}

/** For logs, terminals and records. */
export const englishOf = createTranslator({}, (english) => english);
