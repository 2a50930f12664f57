import path from "node:path";
import * as z from "zod";
import { checkRunConfig } from "../run/checkConfig.js";
import { machineSettingsSchema } from "../machine/machineSettings.js";
import { UsageError } from "../messages/userError.js";
import { questions, type AskRequest, type QuestionKind } from "../asking/index.js";
import { runConfigSchema } from "../run/configSchema.js";
import type { PreviewRequest, RunRequest } from "../run/runRequest.js";
import type { SetupRequest } from "../machine/setup.js";
import { says } from "../messages/message.js";

const directory = z.string().refine((text) => path.isAbsolute(text));

const runRequestSchema = z.object({
  config: z.looseObject({}),
  runId: z.string().min(1),
  runDirectory: directory,
  python: z.string(),
  dataDirectory: z.string(),
  machine: machineSettingsSchema,
  resume: z.boolean(),
});
const askRequestSchema = z.object({
  id: z.string().min(1),
  runDirectory: directory,
  kind: z.string().refine((kind) => Object.hasOwn(questions, kind)),
  at: z.int().nonnegative().exactOptional(),
});
const previewRequestSchema = z.object({
  directory,
  form: runConfigSchema.pick({ inputSize: true, seed: true }),
  augment: runConfigSchema.shape.augment,
});
const setupRequestSchema = z.object({
  engine: z.string().min(1),
  cuda: z.boolean(),
  python: z.string(),
});

/**
 * What comes from the host, checked once: it may be of another version, and a run that is trained
 * otherwise than it was asked for is worse than none. Throws a UsageError.
 */
export function checkRunRequest(asked: unknown): RunRequest {
  const request = check(runRequestSchema, asked);
  // SAFETY: `checkRunConfig` reads it as unknown values and checks each.
  return { ...request, config: checkRunConfig(request.config as RunRequest["config"]) };
}

export function checkAskRequest<K extends QuestionKind>(asked: AskRequest<K>): AskRequest<K> {
  const request = check(askRequestSchema, asked);
  const { kind } = asked;
  return { ...request, kind, input: check(questions[kind].input, asked.input) };
}

export function checkPreviewRequest(asked: unknown): PreviewRequest {
  return check(previewRequestSchema, asked);
}

export function checkSetupRequest(asked: unknown): SetupRequest {
  return check(setupRequestSchema, asked);
}

function check<T>(schema: z.ZodType<T>, asked: unknown): T {
  const parsed = schema.safeParse(asked);
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path.join(".") ?? "";
  throw new UsageError(
    "The trainer was asked for something that it cannot do.",
    field === ""
      ? "It is no request."
      : says("The value of {0} in the request cannot be used.", field),
    "Reload the window, so that extension and trainer are of one version.",
  );
}
