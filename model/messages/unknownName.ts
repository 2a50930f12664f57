import { UsageError } from "./userError.js";
import { says, type Value } from "./message.js";

/** The error for a name that is none of those known. */
export function unknownName(
  what: Value,
  id: string,
  known: readonly { readonly id: string }[],
): UsageError {
  const names = known.map((each) => each.id).join(", ");
  return new UsageError(
    says('There is no {0} "{1}".', what, id),
    "",
    says("Choose one of: {0}.", names),
  );
}
