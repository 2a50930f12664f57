import { config, t as translate } from "@vscode/l10n";
import type { Phrase } from "../../model/messages/message.js";
import { createOldTextReader } from "../../model/messages/readOldText.js";
import { createTranslator } from "../../model/messages/translate.js";
import type { Translations } from "../../model/messages/translations.js";
import { translationsElementId } from "../protocol.js";
import { unbroken } from "./unbroken.js";

const block =
  typeof document === "undefined" ? null : document.getElementById(translationsElementId);
// SAFETY: the extension writes it from its own bundle: texts by texts.
const translations = JSON.parse(block?.textContent ?? "{}") as Translations;
config({ contents: translations });

/**
 * The text in the person's language, with its values tied to their units; the English text is the key. Being
 * imported configures it, so that a module may also translate the constants of its own.
 */
export function t(message: string, ...values: readonly (string | number)[]): string {
  return unbroken(translate(message, ...values));
}

/** A text of the model with its values, as `t` gives a text of the pages. */
export function phrase({ text, values = [] }: Phrase<string | number>): string {
  return unbroken(translate(text, ...values));
}

/** What the model says, such as a failure's message, in the person's language. */
export const translateMessage = createTranslator(translations, createOldTextReader(translations));
