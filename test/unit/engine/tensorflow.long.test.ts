import { openSession } from "../../../model/engine/tensorflow/session.js";
import { deepNetworks, testParity, testUsedParity } from "../../support/paritySuite.js";
import { loadTensorFlow } from "../../support/tensorflow.js";

const engine: Parameters<typeof testParity>[0] = {
  title: "the TensorFlow engine",
  open: async (options) => openSession(await loadTensorFlow(), options),
};

testParity(engine, deepNetworks);
testUsedParity(engine, deepNetworks);
