import type { EngineReport } from "../../model/machine/engineReport.js";
import { nothing, says } from "../../model/messages/message.js";

/** The engine that is always there, on two threads. */
export const wasmReport: EngineReport = {
  ...{ id: "wasm", title: "WebAssembly", available: true, version: "1", device: "CPU, 2 workers" },
  ...{ deviceKind: "cpu", typicalRate: { low: 8e9, high: 28e9 } },
  ...{ reason: says("Always there."), action: nothing },
};

/** An engine that is not installed, and cannot be had here. */
export const unreachableTensorFlow: EngineReport = {
  ...{ id: "tensorflow", title: "TensorFlow", available: false, version: "", device: "" },
  ...{ deviceKind: null, reason: says("Its library is missing."), action: says("Install it.") },
  remedy: "setup",
};

/** The same where a set-up makes it faster than the other one. */
export const missingTensorFlow: EngineReport = {
  ...unreachableTensorFlow,
  upgrade: { device: "CPU, 2 threads", typicalRate: { low: 16e9, high: 56e9 }, cuda: false },
};
