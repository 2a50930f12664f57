import { UsageError } from "./userError.js";

/** The error for a name that is none of those known. */
export function unknownName(
  what: string,
  id: string,
  known: readonly { readonly id: string }[],
): UsageError {
  const names = known.map((each) => each.id).join(", ");
  return new UsageError(`There is no ${what} "${id}".`, "", `Choose one of: ${names}.`);
}
