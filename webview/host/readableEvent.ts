import type { RunEvent, RunEventOf } from "../../model/run/events.js";

type FieldType = "number" | "string" | "object" | "list";

/** What a page reads of each kind of event without asking first whether it is there. */
const fields: {
  readonly [K in RunEvent["kind"]]: { readonly [F in keyof RunEventOf<K>]?: FieldType };
} = {
  started: { runId: "string", config: "object", engine: "object", dataset: "object" },
  step: {
    step: "number",
    epoch: "number",
    loss: "number",
    accuracy: "number",
    learningRate: "number",
    examplesPerSecond: "number",
  },
  evaluation: {
    step: "number",
    epoch: "number",
    loss: "number",
    accuracy: "number",
    trainLoss: "number",
    trainAccuracy: "number",
    examplesPerSecond: "number",
  },
  statistics: { step: "number", nodes: "object" },
  histograms: { step: "number", nodes: "object" },
  timings: { step: "number", nodes: "object" },
  checkpoint: { file: "string" },
  paused: {},
  resumed: {},
  resized: { step: "number", size: "list" },
  log: { message: "string" },
  finished: { summary: "object" },
  failed: { message: "string", reason: "string", action: "string" },
};

/**
 * Whether a page can draw an event. The host has checked each with its schema, which would be too
 * large for a page; this keeps a fault on the way out of the picture. An event of a newer version's
 * kind is readable: it changes nothing.
 */
export function isReadable(event: unknown): boolean {
  if (!isRecord(event) || typeof event["kind"] !== "string") return false;
  // SAFETY: `fields` has just been found to have the key, and has no others.
  const expected = Object.hasOwn(fields, event["kind"])
    ? fields[event["kind"] as RunEvent["kind"]]
    : {};
  return Object.entries(expected).every(([name, type]) => hasType(event[name], type));
}

function hasType(value: unknown, type: FieldType): boolean {
  if (type === "object") return isRecord(value);
  if (type === "list") return Array.isArray(value);
  return typeof value === type && (type !== "number" || Number.isFinite(value));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
