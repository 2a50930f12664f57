import { randomBytes } from "node:crypto";
import path from "node:path";
import * as z from "zod";
import { Paces } from "../../folder/paces.js";
import { configKeys } from "../../run/config.js";
import type { RunEvent } from "../../run/events.js";
import type { RunTask } from "../../run/runRequest.js";
import { RunControl } from "../../training/control.js";
import { readNewestProgress } from "../../folder/readCheckpoint.js";
import { goOnOrElsewhere, readRunRecord, requireFreeFolder } from "../../folder/runRecord.js";
import { requireWritableRun } from "../../folder/requireWritableRun.js";
import { requireInput } from "../../training/requireInput.js";
import { requireOptimizer } from "../../training/requireOptimizer.js";
import { runTraining } from "../../training/runTraining.js";
import { goOnWith } from "../../run/goOnWith.js";
import type { Message } from "../../messages/message.js";
import { requireOwnData } from "../../training/requireOwnData.js";
import { inUsage } from "../options/inUsage.js";
import { UsageError } from "../../messages/userError.js";
import { folderOfRun } from "../../data/dataOfRun.js";
import { recognizeDataset } from "../../data/recognizeDataset.js";
import { requireDataFolder } from "../../data/requireDataFolder.js";
import { defineCommand } from "../command.js";
import { Interruption, onEnding } from "../terminal/endings.js";
import { cliEnvironment } from "../environment.js";
import { exitCodes } from "../terminal/exitCodes.js";
import { addMachineOptions, machineOf } from "../machineOptions.js";
import { dataFolder, flag, runFolder, typedMachine, typedTraining } from "../options/typed.js";
import { printNote } from "../terminal/output.js";
import { recipesText } from "../recipesText.js";
import { createReporter } from "../runText/reporter.js";
import { trainConfig } from "../trainConfig.js";
import { addTrainingOptions } from "../trainingOptions.js";

const argument = z.object({
  ...typedTraining(configKeys),
  ...{ data: dataFolder, runDir: runFolder.optional(), resume: flag, json: flag },
  skipUnreadable: flag,
  ...typedMachine,
});

type TrainOptions = z.infer<typeof argument>;

export const train = defineCommand({
  id: "train",
  summary:
    "Train a network; Ctrl-C, a request to end and a terminal that closes write a checkpoint and stop. " +
    "A reader of the output that goes away, such as head, stops nothing.",
  declare: (command) => {
    addTrainingOptions(command, configKeys)
      .option("--data <folder>", "a folder with the data set's files, or with your pictures")
      .option("--skip-unreadable", "train without pictures that cannot be read")
      .option("--run-dir <folder>", "where the run is recorded (default: runs/ID)")
      .option("--resume", "go on from the newest checkpoint in --run-dir")
      .option("--json", "the run's events as NDJSON on stdout");
    addMachineOptions(command).addHelpText("after", `\n${recipesText()}`);
  },
  argument,
  run: trainAndReport,
});

async function trainAndReport(options: TrainOptions): Promise<void> {
  const environment = cliEnvironment(machineOf(options));
  const control = new RunControl();
  onEnding(() => {
    control.stop();
    printNote("Stopping after this step and a checkpoint; Ctrl-C again does not wait for them.");
  });
  const request = await toRequest(options, control.signal).catch((error: unknown) => {
    throw control.isStopping ? new Interruption("Stopped.") : error;
  });
  const reporter = createReporter(options.json, request.runDirectory);
  let outcome: RunEvent | undefined;
  const { isRefused } = await runTraining(request, {
    environment,
    control,
    paces: new Paces(),
    onEvent: (event) => {
      reporter(event);
      outcome = event;
    },
  });
  process.exitCode = isRefused ? exitCodes.usage : exitCodeOf(outcome);
}

/** What is asked for wrongly is refused here, before a run begins and is recorded. */
async function toRequest(options: TrainOptions, signal: AbortSignal): Promise<RunTask> {
  const task = options.resume ? await resumedRun(options) : await newRun(options);
  requireInput(task.config);
  await requireDataFolder(task.config.dataset, task.dataDirectory);
  await requireWritableRun(task.runDirectory, "Name another one with --run-dir.");
  if (!task.resume) await requireFreeFolder(task.runDirectory, goOnOrElsewhere);
  // A run that goes on began with what could be read.
  const skipsUnreadable = options.skipUnreadable || task.resume;
  const recorded = task.resume ? readRunRecord(task.runDirectory).data : null;
  const report = (message: Message): void => {
    printNote(message);
  };
  await inUsage(() => requireOwnData(task, { skipsUnreadable, recorded, signal, report }));
  return task;
}

async function resumedRun(options: TrainOptions): Promise<RunTask> {
  const { runDir: runDirectory } = options;
  if (runDirectory === undefined) throw resumeNeedsFolder();
  const { runId, config: recorded, data } = readRunRecord(runDirectory);
  // What is wrong with its checkpoints is told as the run's failure, and recorded.
  const reached = await readNewestProgress(runDirectory).catch(() => null);
  const steps = reached?.progress.step ?? 0;
  const config = trainConfig(options, goOnWith(recorded, steps));
  await requireOptimizer({ config, runDirectory });
  return {
    config,
    runId,
    runDirectory,
    resume: true,
    dataDirectory: folderOfRun(options.data, data),
  };
}

async function newRun(options: TrainOptions): Promise<RunTask> {
  const { data: dataDirectory } = options;
  const asked = trainConfig(options);
  const isNamed = options.dataset !== undefined || dataDirectory === "";
  const dataset = isNamed ? asked.dataset : (await recognizeDataset(dataDirectory)).id;
  const config = { ...asked, dataset };
  const runId = newRunId();
  const runDirectory = options.runDir ?? path.resolve("runs", runId);
  return { config, runId, runDirectory, resume: false, dataDirectory };
}

/** The time, and enough chance to tell two runs of one second apart. */
function newRunId(): string {
  const time = new Date().toISOString().slice(0, 19).replace(/[-:]/g, "").replace("T", "-");
  return `${time}-${randomBytes(2).toString("hex")}`;
}

function exitCodeOf(outcome: RunEvent | undefined): number {
  if (outcome?.kind !== "finished") return exitCodes.failed;
  return outcome.reason === "stopped" ? exitCodes.interrupted : exitCodes.done;
}

function resumeNeedsFolder(): UsageError {
  return new UsageError(
    "--resume does not say which run to go on with.",
    "",
    "Add --run-dir and the run's folder.",
  );
}
