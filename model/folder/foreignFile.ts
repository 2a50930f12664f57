import { says } from "../messages/message.js";
import { UsageError } from "../messages/userError.js";

/**
 * What a run's folder has in the place of a file that we write. It is not written through: a link may
 * lead to any file of the user's, a pipe may be waited for without end, and a device keeps nothing.
 */
export function isForeign(file: string): UsageError {
  return new UsageError(
    "The run's folder cannot be used.",
    says("{0} is a link, a folder or a device, and no file.", file),
    "Remove it, or choose another folder.",
  );
}
