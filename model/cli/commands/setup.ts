import type { Command } from "commander";
import { findDataset } from "../../data/index.js";
import { installEngine } from "../../engine/install.js";
import { UsageError, UserError } from "../../messages/userError.js";
import { visibleText } from "../../messages/visibleText.js";
import { explain, ofSetup } from "../../training/failure.js";
import { requireDataFolder } from "../../data/requireDataFolder.js";
import { untilEnding } from "../terminal/endings.js";
import { cliEnvironment } from "../environment.js";
import { printNote } from "../terminal/output.js";
import { canRewriteLines, writeTo } from "../terminal/streams.js";

interface SetupOptions {
  readonly engine: string;
  readonly cuda?: boolean;
  readonly data?: string;
}

const datasetId = "fashion-mnist";

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
      const signal = untilEnding();
      try {
        await setUp(options, signal);
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        if (error instanceof UsageError) throw error;
        const { what, why, action } = explain(error, ofSetup);
        throw new UserError(what, why, action, { cause: error });
      }
    });
}

async function setUp(options: SetupOptions, signal: AbortSignal): Promise<void> {
  await requireDataFolder(datasetId, options.data);
  const progress = progressPrinter();
  const request = { engine: options.engine, cuda: options.cuda === true };
  await installEngine(request, cliEnvironment(), {
    signal,
    report: ({ message, fraction }) => {
      progress.show(message, fraction);
    },
  });
  const dataset = await findDataset(datasetId)?.load({
    directory: options.data ?? "",
    signal,
    report: progress.show,
  });
  progress.end();
  if (dataset !== undefined) printNote(`${dataset.title} is in ${dataset.source}.`);
}

interface SetupProgress {
  readonly show: (message: string, fraction: number | null) => void;
  readonly end: () => void;
}

/** On a terminal rewrites the line while a message stays the same; elsewhere prints each message once. */
function progressPrinter(): SetupProgress {
  let last = "";
  const rewrites = canRewriteLines();
  return {
    show: (message, fraction) => {
      const isNew = message !== last;
      if (!rewrites) {
        if (isNew) printNote(message);
      } else {
        const percent = fraction === null ? "" : ` ${Math.floor(fraction * 100)} %`;
        const start = isNew && last !== "" ? "\n" : "\r";
        writeTo("stderr", `${start}${visibleText(message)}${percent}`);
      }
      last = message;
    },
    end: () => {
      if (rewrites && last !== "") writeTo("stderr", "\n");
    },
  };
}
