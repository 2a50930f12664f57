import path from "node:path";
import { execa } from "execa";
import * as z from "zod";
import { UserError } from "../../model/run/userError.js";

const enginesSchema = z.array(
  z.object({ id: z.string(), title: z.string(), available: z.boolean() }),
);

/**
 * Installs what TensorFlow and the data set need; says what it does on standard error. Where that
 * fails but another engine can train, goes on with that one. Answers with what will be used.
 */
export async function setUpEngine(repository: string, signal: AbortSignal): Promise<string> {
  const cli = path.join(repository, "dist", "cli.cjs");
  const build = (await hasNvidiaGpu()) ? ["--cuda"] : [];
  const setup = await execa(process.execPath, [cli, "setup", "--engine", "tensorflow", ...build], {
    reject: false,
    stdin: "ignore",
    stdout: "ignore",
    stderr: "inherit",
    cancelSignal: signal,
  });
  signal.throwIfAborted();
  if (setup.exitCode === 0) return "ready";
  const other = await firstAvailableEngine(cli);
  if (other !== null) return `without TensorFlow; training uses ${other}`;
  throw new UserError("Nothing here can train.", "The reason is above.", "Mend it and try again.");
}

/** As NVIDIA's driver tells; without the driver its GPUs cannot be used. */
async function hasNvidiaGpu(): Promise<boolean> {
  const list = await execa("nvidia-smi", ["-L"], { reject: false, stdin: "ignore" });
  return list.exitCode === 0 && list.stdout.startsWith("GPU ");
}

async function firstAvailableEngine(cli: string): Promise<string | null> {
  const { stdout } = await execa(process.execPath, [cli, "engines", "--json"], {
    reject: false,
    stdin: "ignore",
  });
  try {
    return (
      enginesSchema.parse(JSON.parse(stdout)).find(({ available }) => available)?.title ?? null
    );
  } catch {
    return null;
  }
}
