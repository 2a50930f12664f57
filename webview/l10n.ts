import { config } from "@vscode/l10n";
import { createTranslator, type Translations } from "../model/run/translateSentences.js";
import { translationsElementId } from "./protocol.js";

/**
 * The text in the person's language; the English text is the key. Being imported configures it, so
 * that a module may also translate the constants of its own.
 */
export { t } from "@vscode/l10n";

const block =
  typeof document === "undefined" ? null : document.getElementById(translationsElementId);
// The extension writes it from its own bundle: texts by texts.
const translations = JSON.parse(block?.textContent ?? "{}") as Translations;
config({ contents: translations });

/** What the model composed in English, such as a failure's message, in the person's language as far as it is known. */
export const translateSentences = createTranslator(translations);
