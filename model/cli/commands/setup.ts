import type { Command } from "commander";
import { findDataset } from "../../data/index.js";
import { installEngine } from "../../engine/install.js";
import { joinSentences, UsageError } from "../../run/userError.js";
import { explain, ofSetup } from "../../training/failure.js";
import { cliEnvironment } from "../environment.js";
import { exitCodes } from "../exitCodes.js";
import { printNote } from "../output.js";

interface SetupOptions {
  readonly engine: string;
  readonly cuda?: boolean;
  readonly data?: string;
}

export function addSetup(program: Command): void {
  program
    .command("setup")
    .description(
      "Install what an engine needs, and find or fetch the data set; skips what is there.",
    )
    .option("--engine <id>", "the engine", "tensorflow")
    .option("--cuda", "the build for NVIDIA GPUs")
    .option("--data <folder>", "a folder with the data set's files")
    .action(async (options: SetupOptions) => {
      const interruption = new AbortController();
      process.once("SIGINT", () => {
        interruption.abort();
      });
      try {
        await setUp(options, interruption.signal);
      } catch (error) {
        if (error instanceof UsageError) throw error;
        const { what, why, action } = explain(error, ofSetup);
        printNote(interruption.signal.aborted ? "Stopped." : joinSentences([what, why, action]));
        process.exitCode = interruption.signal.aborted ? exitCodes.interrupted : exitCodes.failed;
      }
    });
}

async function setUp(options: SetupOptions, signal: AbortSignal): Promise<void> {
  const show = progressPrinter();
  const request = { engine: options.engine, cuda: options.cuda === true };
  await installEngine(request, cliEnvironment(), {
    signal,
    report: ({ message, fraction }) => {
      show(message, fraction);
    },
  });
  const dataset = await findDataset("fashion-mnist")?.load({
    directory: options.data ?? "",
    signal,
    report: show,
  });
  if (process.stderr.isTTY) process.stderr.write("\n");
  if (dataset !== undefined) printNote(`${dataset.title} is in ${dataset.source}.`);
}

/** On a terminal rewrites the line while a message stays the same; elsewhere prints each message once. */
function progressPrinter(): (message: string, fraction: number | null) => void {
  let last = "";
  return (message, fraction) => {
    const isNew = message !== last;
    last = message;
    if (!process.stderr.isTTY) {
      if (isNew) printNote(message);
      return;
    }
    const percent = fraction === null ? "" : ` ${Math.floor(fraction * 100)} %`;
    process.stderr.write(`${isNew ? "\n" : "\r"}${message}${percent}`);
  };
}
