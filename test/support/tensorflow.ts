import { fileURLToPath } from "node:url";
import { TensorFlow } from "../../model/engine/tensorflow/binding.js";
import { findRuntime } from "../../model/engine/tensorflow/setup/runtime.js";
import { englishOf } from "../../model/messages/translate.js";
import { sentences } from "../../model/messages/message.js";

/** The installed TensorFlow; throws where there is none, since `npm test` sets it up. */
export async function loadTensorFlow(): Promise<TensorFlow> {
  const runtime = await findRuntime({
    rootDirectory: fileURLToPath(new URL("../..", import.meta.url)),
    python: "",
    signal: new AbortController().signal,
  });
  if ("reason" in runtime) throw new Error(englishOf(sentences(runtime.reason, runtime.action)));
  return TensorFlow.load(runtime.bindingPath, {
    preferred: { TF_CPP_MIN_LOG_LEVEL: "2" },
    fixed: {},
  });
}
