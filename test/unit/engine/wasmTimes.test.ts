import { expect, it } from "vitest";
import { timesOf } from "../../../model/engine/wasm/times.js";

it("counts the times of the worker that took longest, operation by operation", () => {
  const operations = [
    { value: "conv", steps: 2 },
    { value: "concat", steps: 0 },
    { value: "pool", steps: 1 },
  ];
  const times = timesOf(operations, [Float64Array.of(1, 5, 1), Float64Array.of(2, 2, 4)]);
  expect([...times]).toEqual([
    ["conv", 4],
    ["concat", 0],
    ["pool", 4],
  ]);
});
