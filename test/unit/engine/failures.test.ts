import { describe, expect, it } from "vitest";
import { batchDoesNotFit } from "../../../model/engine/outOfMemory.js";
import { buildGraph } from "../../../model/network/graph.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { buildProgram } from "../../../model/program/build.js";

const program = buildProgram(buildGraph(googlenet), { height: 28, width: 28 });
const cause = new Error("OOM when allocating tensor with shape[4096,64] and type float\nmore");

describe("a batch that does not fit", () => {
  it("is told with one of about half the size where the free memory is not known", () => {
    const error = batchDoesNotFit(program, 4096, { cause, freeBytes: null });
    expect(error.what).toBe("The device has no memory left for a batch of 4096.");
    expect(error.why).toBe("OOM when allocating tensor with shape[4096,64] and type float");
    expect(error.action).toBe("Train with a batch of 2048, which needs about 51 % of the memory.");
    expect(error.remedy).toBe("restart");
  });

  it("is told with one that fits into what is free", () => {
    // A batch of 128 takes 0.6 GB of values and was measured to need 1.9 GB.
    const { action } = batchDoesNotFit(program, 4096, { cause, freeBytes: 2e9 });
    expect(action).toContain("Train with a batch of 128,");
  });

  it("is told to be smaller however little is free", () => {
    expect(batchDoesNotFit(program, 3, { cause, freeBytes: 0 }).action).toContain("a batch of 1,");
    expect(batchDoesNotFit(program, 1, { cause, freeBytes: 0 }).action).toContain("smaller images");
  });
});
