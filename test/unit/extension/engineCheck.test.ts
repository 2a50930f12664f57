import { describe, expect, it } from "vitest";
import { summarize } from "../../../extension/engines/engineCheck.js";
import type { EngineCheck } from "../../../model/machine/engineReport.js";
import { nothing, says } from "../../../model/messages/message.js";

const base: EngineCheck = {
  id: "tensorflow",
  title: "TensorFlow",
  available: true,
  version: "2.21.0",
  device: "CPU",
  deviceKind: "cpu",
  reason: nothing,
  action: nothing,
  verification: { isCorrect: true, deviation: 2e-7, seconds: 1, error: null },
};

describe("summarize", () => {
  it("says of every engine whether it computes what it should, and if not, why", () => {
    const wrong = { isCorrect: false, deviation: 0.3, seconds: 1, error: null };
    const failed = { isCorrect: false, deviation: null, seconds: null, error: says("no memory") };
    const checks = [
      base,
      { ...base, title: "A", verification: wrong },
      { ...base, title: "B", verification: failed },
      { ...base, title: "C", available: false, verification: null },
    ];
    expect(summarize(checks)).toBe(
      "TensorFlow: correct, within 2.0e-7 of the reference. " +
        "A: wrong, 3.0e-1 away from the reference. " +
        "B: failed, no memory. C: not available here.",
    );
  });

  it("makes no link of what an engine says, which VS Code would run as a command", () => {
    const error = says("{0} is missing.", "[libcuda](command:quit)");
    const verification = { isCorrect: false, deviation: null, seconds: null, error };
    expect(summarize([{ ...base, verification }])).toContain("[libcuda] (command:quit)");
  });
});
