import { config } from "@vscode/l10n";
import { translationsElementId } from "./protocol.js";

/**
 * The text in the person's language; the English text is the key. Being imported configures it, so
 * that a module may also translate the constants of its own.
 */
export { t } from "@vscode/l10n";

const block =
  typeof document === "undefined" ? null : document.getElementById(translationsElementId);
if (block !== null) config({ contents: block.textContent });
