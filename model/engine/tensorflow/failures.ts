import { UserError } from "../../run/userError.js";

const outOfMemory = /OOM when allocating|RESOURCE_EXHAUSTED|out of memory|bad_alloc/i;

/** What the library threw, as an error a person can act on where it is a known one. */
export function explainLibraryError(error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error);
  if (!outOfMemory.test(message)) return error;
  const [firstLine = ""] = message.split("\n");
  return new UserError(
    "The device has no memory left for this batch.",
    firstLine,
    "Train with a smaller batch, such as half of it.",
    { cause: error },
  );
}
