import { Command, CommanderError } from "commander";
import { messageOf, UsageError, UserError } from "../run/userError.js";
import { addBench } from "./commands/bench.js";
import { addCompare } from "./commands/compare.js";
import { addDescribe } from "./commands/describe.js";
import { addEngines } from "./commands/engines.js";
import { addEvaluate } from "./commands/evaluate.js";
import { addLayers } from "./commands/layers.js";
import { addNetworks } from "./commands/networks.js";
import { addPredict } from "./commands/predict.js";
import { addSetup } from "./commands/setup.js";
import { addSoak } from "./commands/soak.js";
import { addTrain } from "./commands/train.js";
import { exitCodes } from "./exitCodes.js";

const commands = [
  addDescribe,
  addNetworks,
  addEngines,
  addSetup,
  addTrain,
  addEvaluate,
  addPredict,
  addBench,
  addLayers,
  addSoak,
  addCompare,
];

/** `googlenet COMMAND`; data goes to stdout, all that a person reads to stderr. */
async function main(argv: readonly string[]): Promise<number> {
  const program = new Command("googlenet")
    .description("Train GoogLeNet and look into it.")
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text) });
  for (const add of commands) add(program);
  try {
    await program.parseAsync([...argv]);
    return Number(process.exitCode ?? exitCodes.done);
  } catch (error) {
    return report(error);
  }
}

function report(error: unknown): number {
  if (error instanceof CommanderError)
    return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  const isExpected = error instanceof UserError;
  const stack = error instanceof Error ? error.stack : undefined;
  process.stderr.write(`${(isExpected ? undefined : stack) ?? messageOf(error)}\n`);
  return error instanceof UsageError ? exitCodes.usage : exitCodes.failed;
}

// A reader that closes its end early, such as `head`, is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? exitCodes.done : exitCodes.failed);
});

void main(process.argv).then((code) => {
  process.exitCode = code;
});
