import type { Option } from "./option.js";

type Ruled = Pick<Option, "is" | "default">;

/** A sentence that says what a value must be; empty where that is a registry's to say. */
export function ruleOf({ is, default: usual }: Ruled): string {
  switch (is.kind) {
    case "name":
      return "";
    case "choice":
      return `It must be ${Object.keys(is.choices).join(" or ")}.`;
    case "wholeNumber":
      return is.to === undefined
        ? `It must be a whole number of ${inDigits(is.from)} or more.`
        : `It must be a whole number from ${inDigits(is.from)} to ${inDigits(is.to)}.`;
    case "interval":
      return `It must be a whole number of steps, 0 for ${is.zero}.`;
    case "number":
      return `It must be a number above ${is.above}, at most ${inDigits(is.to)}; the chapter uses ${String(usual)}.`;
    case "size":
      return `Height and width must be whole numbers from 1 to ${inDigits(is.to)}.`;
    case "switch":
      return "It must be true or false.";
  }
}

/** As `ruleOf`, of what a setting holds for the value. */
export function settingRuleOf(option: Ruled): string {
  const { is } = option;
  if (is.kind !== "wholeNumber" || is.none === undefined) return ruleOf(option);
  return is.to === undefined
    ? `It must be a whole number, 0 for ${is.none}.`
    : `It must be a whole number from 0 to ${inDigits(is.to)}, 0 for ${is.none}.`;
}

/** `10,000`, in whatever language the sentence is translated to. */
function inDigits(value: number): string {
  return value.toLocaleString("en");
}
