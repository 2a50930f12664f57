import { UserError } from "../../../messages/userError.js";
import { downloadedOrigin, type Library } from "./library.js";

/** A library does not load: it is damaged, does not fit this computer, or something is in its way. */
export class LoadError extends UserError {
  constructor({ directory, origin }: Library, why: string, obstacles = "") {
    super(
      `The TensorFlow library in ${directory} does not load.`,
      why,
      obstacles === "" ? remedyFor(origin) : obstacles,
      { remedy: origin === downloadedOrigin ? null : "python" },
    );
  }
}

/** What helps against a library that cannot be used. */
export function remedyFor(origin: string): string {
  if (origin === downloadedOrigin) {
    return "Use another engine, or remove the library's folder and run the set-up again.";
  }
  return `Repair or remove the TensorFlow of ${origin}, or choose another Python.`;
}
