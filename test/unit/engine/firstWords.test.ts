import { describe, expect, it } from "vitest";
import { TensorFlow } from "../../../model/engine/tensorflow/binding.js";

/** A library that does nothing, and what of its calls is listened to. */
function setUp() {
  const heard: string[] = [];
  let isListening = false;
  const call = (name: string): void => {
    heard.push(isListening ? `(${name})` : name);
  };
  const native = {
    ...{ TF_Version: "1", isUsingGpuDevice: false },
    createTensor: () => 1,
    deleteTensor: () => undefined,
    tensorDataSync: () => new Float32Array(1),
    loadSavedModel: () => {
      call("load");
      return 1;
    },
    deleteSavedModel: () => undefined,
    runSavedModel: (_session: number, _inputs: readonly number[], _names: string, name: string) => {
      call(name);
      if (name === "fault") throw new Error("The kernel is missing.");
      return [];
    },
  };
  const library = new TensorFlow(native, (work) => {
    isListening = true;
    try {
      return work();
    } finally {
      isListening = false;
    }
  });
  return { library, heard };
}

describe("what the library says up to its first computation", () => {
  it("is listened to, and no more from then on", () => {
    const { library, heard } = setUp();
    const graph = library.loadGraph("graph");
    graph.run([], ["assign"]);
    graph.run([], ["step"]);
    graph.begun();
    graph.run([], ["step"]);
    expect(heard).toEqual(["(load)", "(assign)", "(step)", "step"]);
  });

  it("does not hide a fault", () => {
    const { library } = setUp();
    expect(() => library.loadGraph("graph").run([], ["fault"])).toThrow("The kernel is missing.");
  });
});
