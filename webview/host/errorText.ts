import { saidElsewhere } from "../../model/messages/saidError.js";
import { translateMessage } from "../words/l10n.js";
import { errorOf } from "./errorOf.js";

/** What an error says, in the person's language where it is the host's or the trainer's. */
export function errorText(thrown: unknown): string {
  return translateMessage(saidElsewhere(errorOf(thrown)));
}
