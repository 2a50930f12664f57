import { l10n } from "vscode";
import { createOldTextReader, type Translations } from "../../model/messages/readOldText.js";

const english: Translations = {};
let source = english;
let translate = createOldTextReader(source);

/** What the model composed, such as a failure's message, in VS Code's language as far as it is known. */
export function translateSentences(text: string): string {
  const { bundle = english } = l10n;
  if (bundle !== source) {
    source = bundle;
    translate = createOldTextReader(bundle);
  }
  return translate(text);
}
