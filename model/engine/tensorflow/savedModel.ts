import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { TensorFlow, TensorFlowGraph } from "./binding.js";

/** Loads a graph from the bytes of its `saved_model.pb`; the library reads it from a folder only. */
export async function loadSavedModel(
  tensorflow: TensorFlow,
  bytes: Uint8Array,
): Promise<TensorFlowGraph> {
  const directory = await mkdtemp(path.join(os.tmpdir(), "googlenet-graph-"));
  try {
    await writeFile(path.join(directory, "saved_model.pb"), bytes);
    return tensorflow.loadGraph(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
