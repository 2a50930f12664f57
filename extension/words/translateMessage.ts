import { l10n } from "vscode";
import type { Message } from "../../model/messages/message.js";
import { createOldTextReader } from "../../model/messages/readOldText.js";
import { createTranslator } from "../../model/messages/translate.js";
import type { Translations } from "../../model/messages/translations.js";

const english: Translations = {};
let source = english;
let translate = translatorOf(source);

/** What the model says, such as a failure's message, in VS Code's language. */
export function translateMessage(message: Message): string {
  const { bundle = english } = l10n;
  if (bundle !== source) {
    source = bundle;
    translate = translatorOf(bundle);
  }
  return translate(message);
}

function translatorOf(translations: Translations): (message: Message) => string {
  return createTranslator(translations, createOldTextReader(translations));
}
