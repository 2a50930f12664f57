import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../model/messages/errorCode.js";

describe("codeOf", () => {
  it("is that of the system's error", () => {
    let caught: unknown;
    try {
      readFileSync("/nowhere/at/all");
    } catch (error) {
      caught = error;
    }
    expect(codeOf(caught)).toBe("ENOENT");
  });

  it.each([[new Error("no code")], [{ code: 2 }], ["ENOENT"], [null], [undefined]])(
    "is undefined of %j",
    (error) => {
      expect(codeOf(error)).toBeUndefined();
    },
  );
});
