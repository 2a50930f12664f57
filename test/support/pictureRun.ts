import { mkdtemp } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { RunConfig } from "../../model/run/config.js";
import { RunControl } from "../../model/training/control.js";
import { runTraining } from "../../model/training/runTraining.js";
import { environmentAt } from "./environment.js";
import { pictureFiles, writeFiles } from "./pictureFolders.js";

/** A folder of its own with a run in `run`, trained on twelve pictures of two classes beside it. */
export async function trainOnPictures(root: string, config: RunConfig): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "picture-run-"));
  const pictures = path.join(folder, "pictures");
  await writeFiles(pictures, pictureFiles(["cats", "dogs"], 6, { inColor: true }));
  const runDirectory = path.join(folder, "run");
  await runTraining(
    { config, runId: "run", runDirectory, resume: false, dataDirectory: pictures },
    { environment: environmentAt(root), control: new RunControl(), onEvent: () => undefined },
  );
  return folder;
}
