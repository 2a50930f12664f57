import * as z from "zod";
import { measureMatrixRate } from "../../answers/bench/matrixRates.js";
import { defineCommand } from "../command.js";
import { cliEnvironment } from "../environment.js";
import { printJsonLine } from "../terminal/output.js";

/** The last turn of `bench` for an engine, in a process of its own. */
export const benchMatrix = defineCommand({
  id: "bench-matrix",
  summary: "",
  isHidden: true,
  declare: (command) => command.argument("<engine>"),
  argument: z.object({ engine: z.string() }),
  run: async ({ engine }) => {
    printJsonLine(await measureMatrixRate(engine, cliEnvironment()));
  },
});
