import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import type { TrainOverrides } from "../../extension/launch/workspace.js";
import { flagOf } from "../../model/cli/trainingOptions.js";

export const repository = fileURLToPath(new URL("../..", import.meta.url));

/** Values that are typed as they are. */
type Typed = { readonly [K in keyof TrainOverrides]?: Extract<TrainOverrides[K], string | number> };

/** The events of a run of `googlenet train`, a line of JSON each. */
export async function trainHeadless(options: Typed): Promise<string> {
  const parent = await mkdtemp(path.join(tmpdir(), "googlenet-bench-"));
  const flags = Object.entries(options).map(([key, value]) => `${flagOf(key)}=${String(value)}`);
  try {
    const cli = path.join(repository, "dist", "cli.cjs");
    const { stdout } = await execa("node", [
      ...[cli, "train", "--json", "--run-dir", path.join(parent, "run")],
      ...flags,
    ]);
    return stdout;
  } finally {
    await rm(parent, { recursive: true });
  }
}
