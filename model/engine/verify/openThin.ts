import { buildGraph } from "../../network/graph.js";
import { buildProgram } from "../../program/build.js";
import type { Engine, Environment, Session, SessionOptions } from "../engine.js";
import { thinDataset, thinGoogLeNet, thinState } from "./thinNetwork.js";

/** The thin network with its first weights on an engine; the caller closes it. Throws what the engine throws. */
export async function openThin(
  engine: Engine,
  environment: Environment,
  precision: SessionOptions["precision"] = "float32",
): Promise<Session> {
  const program = buildProgram(buildGraph(thinGoogLeNet), thinDataset.train);
  const batchSize = thinDataset.train.count;
  const options = { program, dataset: thinDataset, precision, batchSize };
  const session = await engine.open(environment, options);
  session.writeState(thinState(program.state));
  return session;
}
