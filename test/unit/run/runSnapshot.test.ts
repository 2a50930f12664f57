import { describe, expect, it } from "vitest";
import { toBase64 } from "../../../model/run/base64.js";
import { snapshotOf, stateOf } from "../../../model/run/runSnapshot.js";
import { initialRunState, reduceAll } from "../../../model/run/state.js";
import { recordedRun } from "../../support/recordedRun.js";

describe("a run's snapshot", () => {
  it("crosses as JSON and is the same state again, whoever encodes it", () => {
    const run = reduceAll(initialRunState, recordedRun({ steps: 120 }));
    const byBuffer = snapshotOf(run, (bytes) => Buffer.from(bytes).toString("base64"));
    expect(snapshotOf(run, toBase64)).toEqual(byBuffer);
    const read = stateOf(JSON.parse(JSON.stringify(byBuffer)) as typeof byBuffer);
    expect({ ...read, steps: [...read.steps] }).toEqual({ ...run, steps: [...run.steps] });
  });

  it("is refused where a part of its steps is missing", () => {
    const run = reduceAll(initialRunState, recordedRun({ steps: 3 }));
    const whole = snapshotOf(run, toBase64);
    expect(() => stateOf({ ...whole, steps: toBase64(new Uint8Array(100)) })).toThrow(RangeError);
  });
});
