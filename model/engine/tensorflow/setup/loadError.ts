import { UserError } from "../../../run/userError.js";
import { downloadedOrigin, type Library } from "./library.js";

/** A library is damaged or does not fit this computer; a downloaded one is to be fetched anew. */
export class LoadError extends UserError {
  constructor({ directory, origin }: Library, why: string) {
    super(`The TensorFlow library in ${directory} does not load.`, why, remedyFor(origin), {
      remedy: origin === downloadedOrigin ? null : "python",
    });
  }
}

/** What helps against a library that cannot be used. */
export function remedyFor(origin: string): string {
  if (origin === downloadedOrigin) {
    return "Run the set-up again to fetch it anew; if that does not help, use another engine.";
  }
  return `Repair or remove the TensorFlow of ${origin}, or choose another Python.`;
}
