import { t } from "./l10n.js";

/** Ends what is said as a sentence of the language ends. */
export function sentence(text: string): string {
  return t("{0}.", text);
}

/** What is said first, as a sentence, and what is said then. */
export function sentenceBefore(text: string, next: string): string {
  return t("{0}. {1}", text, next);
}
