import { describe, expect, it } from "vitest";
import { findData } from "../../../extension/launch/data.js";
import { withoutTensorFlow } from "../../../extension/launch/engine.js";
import { UserError } from "../../../model/messages/userError.js";

const signal = new AbortController().signal;
const report = (): void => undefined;

describe("withoutTensorFlow", () => {
  const error = new UserError("It cannot be fetched.", "There is no network.", "Connect.");
  const software = { title: "WebGPU", deviceKind: "software" } as const;
  const none = { title: "TensorFlow", deviceKind: null };

  it("names the engine that the automatic choice takes, and why it is not TensorFlow", () => {
    const wasm = { title: "WebAssembly", deviceKind: "cpu" } as const;
    expect(withoutTensorFlow(error, [none, software, wasm])).toMatchObject({
      isLacking: true,
      outcome:
        "not set up; training uses WebAssembly. It cannot be fetched. There is no network. Connect.",
    });
  });

  it("says that nothing can train where only software is left, and what would help", () => {
    expect(() => withoutTensorFlow(error, [none, software])).toThrow(
      "No engine can train here. It cannot be fetched. There is no network. Connect.",
    );
  });
});

describe("findData", () => {
  const failing = (error: Error) => ({ load: () => Promise.reject(error) });

  it("says that the data is missing, and why", async () => {
    const error = new UserError("It is not here.", "Tried everywhere.", "Check the network.");
    expect(await findData(failing(error), report, signal)).toMatchObject({
      isLacking: true,
      outcome:
        "missing; the run looks for it once more. It is not here. Tried everywhere. Check the network.",
    });
  });

  it("hides no fault of ours, and ends when it is interrupted", async () => {
    await expect(findData(failing(new TypeError("ours")), report, signal)).rejects.toThrow("ours");
    const error = new UserError("It stopped.", "", "");
    const aborted = AbortSignal.abort(new Error("interrupted"));
    await expect(findData(failing(error), report, aborted)).rejects.toThrow("interrupted");
  });
});
