import * as z from "zod";
import { recordedConfigSchema } from "./configSchema.js";
import { histogramBinCount } from "./histogramBins.js";
import { timeSchema } from "./timeSchema.js";
import { machineSettingsSchema } from "../machine/machineSettings.js";
import { deviceKinds } from "../machine/preferredDevice.js";
import { remedies } from "../messages/userError.js";
import type { Message } from "../messages/message.js";
import { isMessage } from "../messages/isMessage.js";

/** Far beyond what an engine gives; sums and squares of such numbers are still numbers, so that a chart can be drawn. */
const largest = 1e100;
const told = z.number().min(-largest).max(largest);
/** A JSON number, or null where the value is not finite or does not apply. */
const measured = told.nullable();
const count = z.int().nonnegative();
const time = timeSchema;

/**
 * What an English text beside it says, as data. Records of earlier versions have the text alone; what a
 * later one may say otherwise is left out.
 */
const said = z.custom<Message>(isMessage);

/** The engine a run uses, and why. */
const engineUseSchema = z.object({
  id: z.string(),
  title: z.string(),
  version: z.string(),
  device: z.string(),
  /** Missing in records of versions that did not keep it. */
  deviceKind: z.enum(deviceKinds).optional(),
  reason: z.string(),
  /** The engine that a set-up would make clearly faster here, as was found when this one was chosen. */
  faster: z.object({ id: z.string(), title: z.string(), device: z.string() }).optional(),
  said: z.object({ device: said, reason: said }).optional().catch(undefined),
});

const datasetUseSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** Where its files were found. */
  source: z.string(),
  trainExamples: count,
  testExamples: count,
  classNames: z.array(z.string()),
  /** Of an image; missing in records of versions that knew those of the network alone. */
  channels: count.optional(),
});

/**
 * Live numbers of a node over one batch. `activation`: mean absolute output. `dead`: share of ReLU
 * channels that were zero at every position of every example. `gradient`: L2 norm of the loss
 * gradient over the node's parameters. `energy`: mean square of the output. `weight`: L2 norm over
 * the node's parameters before the step. `update`: how far the step moved them, learning rate ×
 * gradient ÷ weight, where a step is that. Groups are the aggregate of their layers.
 */
export const nodeStatisticsSchema = z.object({
  activation: measured,
  dead: measured,
  gradient: measured,
  // Null in records of versions that did not measure them.
  energy: measured.default(null),
  weight: measured.default(null),
  update: measured.default(null),
  /** Of the batch, by the scores of an auxiliary head; left out of all others. */
  loss: measured.optional(),
  accuracy: measured.optional(),
});

const shares = z.array(told).length(histogramBinCount).nullable();

/**
 * Shares of a layer's values in the bins of `histogramBins.ts`; null where a layer has no such
 * values. `activation`: its output for the first examples of the batch. `weight`: its weight before
 * the step, without the bias. `gradient`: that of the loss for this weight.
 */
export const nodeHistogramsSchema = z.object({
  activation: shares,
  weight: shares,
  gradient: shares,
});

/**
 * Milliseconds of a step that a node takes, with the nodes inside it, timed one after the other;
 * null where it computes nothing. `backward` is without the update of the parameters.
 */
export const nodeTimingsSchema = z.object({ forward: measured, backward: measured });

const started = z.object({
  kind: z.literal("started"),
  time,
  runId: z.string(),
  config: recordedConfigSchema,
  engine: engineUseSchema,
  /** Missing in records of versions that did not keep it. */
  machine: machineSettingsSchema.optional(),
  dataset: datasetUseSchema,
  parameters: count,
  stepsPerEpoch: count,
  totalSteps: count,
  /** The step of the checkpoint it goes on from; 0 for a new run. */
  resumedFrom: count,
  /** How long it will take from here, by what this machine remembers; missing where it remembers nothing. */
  expectedSeconds: told.nonnegative().optional(),
});

const step = z.object({
  kind: z.literal("step"),
  time,
  /** 1 for the first. */
  step: count,
  /** 1 for the first. */
  epoch: count,
  /** Mean over the batch. */
  loss: told,
  accuracy: told,
  learningRate: told,
  examplesPerSecond: told,
  secondsLeft: measured,
});

const evaluation = z.object({
  kind: z.literal("evaluation"),
  time,
  step: count,
  epoch: count,
  /** On the test set. */
  loss: told,
  accuracy: told,
  /** Means over the epoch's training steps. */
  trainLoss: told,
  trainAccuracy: told,
  examplesPerSecond: told,
});

const statistics = z.object({
  kind: z.literal("statistics"),
  time,
  step: count,
  nodes: z.record(z.string(), nodeStatisticsSchema),
});

const histograms = z.object({
  kind: z.literal("histograms"),
  time,
  step: count,
  /** Layers only. */
  nodes: z.record(z.string(), nodeHistogramsSchema),
});

const timings = z.object({
  kind: z.literal("timings"),
  time,
  step: count,
  nodes: z.record(z.string(), nodeTimingsSchema),
});

const checkpoint = z.object({ kind: z.literal("checkpoint"), time, step: count, file: z.string() });
const paused = z.object({ kind: z.literal("paused"), time, step: count });
const resumed = z.object({ kind: z.literal("resumed"), time, step: count });

/** The images have another size from here on. */
const resized = z.object({
  kind: z.literal("resized"),
  time,
  /** The last one with the size before. */
  step: count,
  /** [height, width]. */
  size: z.tuple([count, count]),
  multiplyAdds: told.positive(),
});

const log = z.object({
  kind: z.literal("log"),
  time,
  level: z.enum(["info", "warning", "error"]),
  message: z.string(),
  said: said.optional().catch(undefined),
});

export const summarySchema = z.object({
  steps: count,
  epochs: count,
  loss: measured,
  trainAccuracy: measured,
  testAccuracy: measured,
  /** As the chapter times it: training steps only. */
  examplesPerSecond: measured,
  /** With evaluation, statistics and checkpoints. */
  examplesPerSecondOverall: measured,
  seconds: told,
});

const finished = z.object({
  kind: z.literal("finished"),
  time,
  reason: z.enum(["completed", "maxSteps", "stopped"]),
  summary: summarySchema,
});

const failed = z.object({
  kind: z.literal("failed"),
  time,
  step: count,
  /** What happened, why, and what to do: one sentence each. */
  message: z.string(),
  reason: z.string(),
  action: z.string(),
  said: z.object({ message: said, reason: said, action: said }).optional().catch(undefined),
  /** What a button under the message would best do; null where nothing but reading it helps. */
  remedy: z.enum(remedies).nullable().catch(null).default(null),
  /** The last checkpoint's file name, if one was written. */
  checkpoint: z.string().nullable(),
});

export const runEventSchema = z.discriminatedUnion("kind", [
  started,
  step,
  evaluation,
  statistics,
  histograms,
  timings,
  checkpoint,
  paused,
  resumed,
  resized,
  log,
  finished,
  failed,
]);

export type RunEvent = z.infer<typeof runEventSchema>;
export type RunEventOf<K extends RunEvent["kind"]> = Extract<RunEvent, { kind: K }>;
export type NodeStatistics = z.infer<typeof nodeStatisticsSchema>;
export type NodeHistograms = z.infer<typeof nodeHistogramsSchema>;
export type NodeTimings = z.infer<typeof nodeTimingsSchema>;
export type RunSummary = z.infer<typeof summarySchema>;

/** Events in the order they happened; `first` is the number of the first since the run began, from 0. */
export const eventBatchSchema = z.object({ first: count, events: z.array(runEventSchema) });
export type EventBatch = z.infer<typeof eventBatchSchema>;
