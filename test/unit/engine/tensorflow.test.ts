import { describe, expect, it } from "vitest";
import { openSession } from "../../../model/engine/tensorflow/session.js";
import { lossesOf, openInitialized, testEngine } from "../../support/engineSuite.js";
import { loadTensorFlow } from "../../support/tensorflow.js";

const engine: Parameters<typeof testEngine>[0] = {
  title: "the TensorFlow engine",
  open: async (options) => openSession(await loadTensorFlow(), options),
};

testEngine(engine);

describe("the TensorFlow engine in mixed precision", () => {
  it("stays near float32", async () => {
    const exact = await lossesOf(await openInitialized(engine));
    const mixed = await lossesOf(await openInitialized(engine, "mixed_bfloat16"));
    expect(mixed).toEqual(exact.map((loss) => expect.closeTo(loss, 1) as number));
    expect(mixed).not.toEqual(exact);
  });
});
