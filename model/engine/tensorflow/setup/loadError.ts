import { UserError } from "../../../messages/userError.js";
import { downloadedOrigin, originSaid, type Library } from "./library.js";
import { type Message, says } from "../../../messages/message.js";

/** A library does not load: it is damaged, does not fit this computer, or something is in its way. */
export class LoadError extends UserError {
  constructor({ directory, origin }: Library, why: Message, obstacles: Message | null = null) {
    super(
      says("The TensorFlow library in {0} does not load.", directory),
      why,
      obstacles ?? remedyFor(origin),
      { remedy: origin === downloadedOrigin ? null : "python" },
    );
  }
}

/** What helps against a library that cannot be used. */
export function remedyFor(origin: string): Message {
  if (origin === downloadedOrigin) {
    return says("Use another engine, or remove the library's folder and run the set-up again.");
  }
  return says(
    "Repair or remove the TensorFlow of {0}, or choose another Python.",
    originSaid(origin),
  );
}
