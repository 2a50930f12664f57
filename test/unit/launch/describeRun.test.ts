import { expect, it } from "vitest";
import { describeRun } from "../../../extension/launch/describeRun.js";
import { initialRunState, reduce } from "../../../model/run/state.js";
import { started, step } from "../extension/events.js";

it("tells a run in one line, as far as it is known", () => {
  const warming = reduce(initialRunState, started());
  expect(describeRun(warming)).toBe("Warming up");
  expect(describeRun(reduce(warming, step(7)))).toBe(
    "Training · step 7/4690 · epoch 1 · loss 2.300 · accuracy 0.100 · 90.0 examples/s · 1:00 left",
  );
});
