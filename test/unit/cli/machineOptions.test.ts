import { describe, expect, it } from "vitest";
import { machineOf } from "../../../model/cli/machineOptions.js";
import { defaultMachine } from "../../../model/machine/machineSettings.js";

describe("the number of threads that is typed", () => {
  it("is taken as it is, and automatic where it is left out", () => {
    expect(machineOf({ threads: "6" })).toEqual({ ...defaultMachine, threads: 6 });
    expect(machineOf({ threads: "1024" })).toHaveProperty("threads", 1024);
    expect(machineOf({})).toEqual(defaultMachine);
  });

  it.each(["0", "-1", "1.5", "1025", "1e3", "0x10", " 4", "", "all", "NaN", "99999999999"])(
    "is refused where it is '%s'",
    (threads) => {
      expect(() => machineOf({ threads })).toThrow("a whole number from 1 to 1,024");
    },
  );
});
