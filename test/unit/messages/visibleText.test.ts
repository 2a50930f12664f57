import { describe, expect, it } from "vitest";
import { visibleText } from "../../../model/messages/visibleText.js";

describe("visibleText", () => {
  it.each([
    ["\u001b[31mred\u001b[0m", "\\u001b[31mred\\u001b[0m"],
    ["\u009b2J", "\\u009b2J"],
    ["a\r\nb\tc\u0007", "a\\u000d\\u000ab\\u0009c\\u0007"],
    ["txt\u202egnp", "txt\\u202egnp"],
    ["a\u2028b\u007f", "a\\u2028b\\u007f"],
  ])("writes what a terminal would obey so that it can be read: %j", (text, shown) => {
    expect(visibleText(text)).toBe(shown);
    expect(visibleText(shown)).toBe(shown);
  });

  it("leaves every other script as it is", () => {
    const text = "Ankle boot, 踝靴, café, שלום, 👩‍🔬 \\ 96×96";
    expect(visibleText(text)).toBe(text);
  });
});
