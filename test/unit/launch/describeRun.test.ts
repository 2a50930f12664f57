import { expect, it } from "vitest";
import { describeRun } from "../../../extension/launch/describeRun.js";
import { initialRunState, reduce } from "../../../model/run/state.js";
import { started, step } from "../extension/events.js";

it("tells a run in one line, as far as it is known", () => {
  const warming = reduce(initialRunState, started());
  expect(describeRun(warming)).toBe("Warming up");
  expect(describeRun(reduce(warming, step(7)))).toBe(
    "Training · step 7/4690 · epoch 1 · loss 2.300 · accuracy 0.100 · 90.0 examples/s · 1 min left",
  );
});

it("says how long a run takes as the page does: as expected, until some steps have told", () => {
  const warming = reduce(initialRunState, { ...started(), expectedSeconds: 3600 });
  expect(describeRun(warming)).toBe("Warming up · about 1 h left");
  const slow = { ...step(1), secondsLeft: 90_000 };
  expect(describeRun(reduce(warming, slow))).toContain(" · about 1 h left");
  expect(describeRun(reduce(reduce(warming, slow), step(3)))).toMatch(/ · 1 min left$/u);
});
