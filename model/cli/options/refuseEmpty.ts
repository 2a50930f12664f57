import type { Command } from "commander";
import { UsageError } from "../../messages/userError.js";

/**
 * Throws a UsageError where an argument or an option's value is an empty text: a variable that is not
 * set, most likely, and never a wish for the default or for the current folder.
 */
export function refuseEmpty(command: Command): void {
  for (const option of command.options) {
    const name = option.attributeName();
    if (command.getOptionValueSource(name) !== "cli") continue;
    if (command.getOptionValue(name) === "") throw isEmpty(option.long ?? option.flags);
  }
  const place = command.args.indexOf("");
  const declared = command.registeredArguments;
  if (place >= 0) throw isEmpty(declared[Math.min(place, declared.length - 1)]?.name() ?? "");
}

function isEmpty(what: string): UsageError {
  const action = what.startsWith("-") ? "Give it a value, or leave it out." : "Give it a value.";
  return new UsageError(`${what} is empty.`, "", action);
}
