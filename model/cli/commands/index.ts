import { registry } from "../../registry.js";
import type { TerminalCommand } from "../command.js";
import { bench } from "./bench.js";
import { benchEngine } from "./benchEngine.js";
import { benchMatrix } from "./benchMatrix.js";
import { compare } from "./compare.js";
import { contribution } from "./contribution.js";
import { data } from "./data.js";
import { describe } from "./describe.js";
import { engines } from "./engines.js";
import { evaluate } from "./evaluate.js";
import { features } from "./features.js";
import { layers } from "./layers.js";
import { networks } from "./networks.js";
import { predict } from "./predict.js";
import { sample } from "./sample.js";
import { setup } from "./setup.js";
import { soak } from "./soak.js";
import { train } from "./train.js";

/** Every command, in the order of the help text. */
export const commands = registry<TerminalCommand>("commands of the terminal", [
  describe,
  networks,
  data,
  engines,
  setup,
  train,
  evaluate,
  predict,
  features,
  contribution,
  sample,
  bench,
  benchEngine,
  benchMatrix,
  layers,
  soak,
  compare,
]);
