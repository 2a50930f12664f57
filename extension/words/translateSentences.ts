import { l10n } from "vscode";
import { createTranslator, type Translations } from "../../model/messages/translateSentences.js";

const english: Translations = {};
let source = english;
let translate = createTranslator(source);

/** What the model composed, such as a failure's message, in VS Code's language as far as it is known. */
export function translateSentences(text: string): string {
  const { bundle = english } = l10n;
  if (bundle !== source) {
    source = bundle;
    translate = createTranslator(bundle);
  }
  return translate(text);
}
