import { describe, expect, it } from "vitest";
import { joinSentences } from "../../../model/messages/joinSentences.js";

describe("joinSentences", () => {
  it("ends each with a period where it has no end of its own, and leaves out those that are empty", () => {
    expect(joinSentences(["One", "", "Two.", "Three?"])).toBe("One. Two. Three?");
  });

  it("adds neither a period nor a space after a full stop of full width", () => {
    expect(joinSentences(["一。", "二！", "Three"])).toBe("一。二！Three.");
  });
});
