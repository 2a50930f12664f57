import path from "node:path";
import { execa } from "execa";
import * as z from "zod";
import { installEngine } from "../../model/engine/install.js";
import { hostMachine } from "../../model/engine/tensorflow/setup/machine.js";
import { libraryPlatform } from "../../model/engine/tensorflow/setup/platform.js";
import { defaultMachine } from "../../model/machine/machineSettings.js";
import { preferredOf } from "../../model/machine/preferredDevice.js";
import { messageOf, UserError } from "../../model/messages/userError.js";
import type { Report, StepResult } from "./steps.js";
import { englishOf } from "../../model/messages/translate.js";
import { faultSaidBy } from "../../model/messages/saidError.js";

const reportsSchema = z.array(
  z.object({ title: z.string(), deviceKind: z.enum(["gpu", "cpu", "software"]).nullable() }),
);
type EngineOnDevice = z.infer<typeof reportsSchema>[number];

/** Installs what TensorFlow needs. Where that fails but another engine can train, goes on with that one. */
export async function setUpTensorFlow(
  repository: string,
  report: Report,
  signal: AbortSignal,
): Promise<StepResult<void>> {
  const python = process.env["GOOGLENET_PYTHON"] ?? "";
  const environment = { rootDirectory: repository, python, machine: defaultMachine };
  try {
    const cuda = hasCudaBuild() && (await hasNvidiaGpu());
    await installEngine({ engine: "tensorflow", cuda }, environment, {
      signal,
      report: ({ message }) => report(englishOf(message)),
    });
    return { value: undefined, outcome: "ready" };
  } catch (error) {
    signal.throwIfAborted();
    return withoutTensorFlow(asUserError(error), await reportEngines(repository));
  }
}

/** A full disk, for example, keeps TensorFlow away too, and another engine may need nothing more. */
function asUserError(error: unknown): UserError {
  if (error instanceof UserError) return error;
  return new UserError("TensorFlow could not be installed.", messageOf(error), "", {
    cause: error,
  });
}

/** Where TensorFlow could not be set up; throws where nothing else can train either. */
export function withoutTensorFlow(
  error: UserError,
  engines: readonly EngineOnDevice[],
): StepResult<void> {
  const best = preferredOf(engines);
  if (best === undefined) {
    throw new UserError("No engine can train here.", faultSaidBy(error), error.said.action);
  }
  const outcome = `not set up; training uses ${best.title}. ${error.message}`;
  return { value: undefined, outcome, isLacking: true };
}

function hasCudaBuild(): boolean {
  return libraryPlatform(hostMachine()).wheels.cuda !== undefined;
}

/** As NVIDIA's driver tells; without the driver its GPUs cannot be used. */
async function hasNvidiaGpu(): Promise<boolean> {
  const list = await execa("nvidia-smi", ["-L"], { reject: false, stdin: "ignore" });
  return list.exitCode === 0 && list.stdout.startsWith("GPU ");
}

/** In a process of its own, which a driver may bring down. */
async function reportEngines(repository: string): Promise<readonly EngineOnDevice[]> {
  const cli = path.join(repository, "dist", "cli.cjs");
  const { stdout } = await execa(process.execPath, [cli, "engines", "--json"], {
    reject: false,
    stdin: "ignore",
  });
  try {
    return reportsSchema.parse(JSON.parse(stdout));
  } catch {
    return [];
  }
}
