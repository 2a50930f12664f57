import { absenceOf, type Option } from "./option.js";
import { type Message, messageFrom, nothing, says } from "../messages/message.js";

type Ruled = Pick<Option, "is" | "default">;

/** A sentence that says what a value must be; empty where that is a registry's to say. */
export function ruleOf({ is, default: usual }: Ruled): Message {
  switch (is.kind) {
    case "name":
      return nothing;
    case "choice":
      return says("It must be {0}.", messageFrom(Object.keys(is.choices).join(" or ")));
    case "choices":
      return says(
        "It must be none or any of {0}.",
        messageFrom(Object.keys(is.choices).join(", ")),
      );
    case "wholeNumber":
      return is.to === undefined
        ? says("It must be a whole number of {0} or more.", inDigits(is.from))
        : says("It must be a whole number from {0} to {1}.", inDigits(is.from), inDigits(is.to));
    case "interval":
      return says("It must be a whole number of steps, 0 for {0}.", messageFrom(is.zero));
    case "number":
      if ("from" in is) return says("It must be a number from {0} to {1}.", is.from, is.to);
      return usual === null
        ? says("It must be a number above {0}, at most {1}.", is.above, inDigits(is.to))
        : says(
            "It must be a number above {0}, at most {1}; the chapter uses {2}.",
            ...[is.above, inDigits(is.to), String(usual)],
          );
    case "size":
      return says("Height and width must be whole numbers from 1 to {0}.", inDigits(is.to));
    case "sizeShares":
      return says(
        "It must be sizes up to {0} with shares of the steps, less than 1 together, such as {1}.",
        ...[inDigits(is.to), "32:0.5,48:0.3"],
      );
    case "switch":
      return says("It must be true or false.");
  }
}

/** As `ruleOf`, of what a setting holds for the value. */
export function settingRuleOf(option: Ruled): Message {
  const { is } = option;
  const absence = absenceOf(is);
  if (absence === null) return ruleOf(option);
  const none = messageFrom(absence);
  if (!("to" in is)) return says("It must be a whole number, 0 for {0}.", none);
  return is.kind === "number"
    ? says("It must be a number from 0 to {0}, 0 for {1}.", inDigits(is.to), none)
    : says("It must be a whole number from 0 to {0}, 0 for {1}.", inDigits(is.to), none);
}

/** `10,000`, in whatever language the sentence is translated to. */
function inDigits(value: number): string {
  return value.toLocaleString("en");
}
