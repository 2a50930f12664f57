import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { predictImages } from "../../../model/answers/predictImages.js";
import { defaultRunConfig } from "../../../model/run/config.js";
import { environmentAt } from "../../support/environment.js";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "predict-"));
  await mkdir(path.join(directory, "checkpoints"));
  await writeFile(path.join(directory, "checkpoints", "step-00000001.safetensors"), "");
  return () => rm(directory, { recursive: true });
});

describe("the classes of a picture", () => {
  it.each([[[]], [["one"]], [Array.from({ length: 11 }, (_, index) => `class ${index}`)]])(
    "are not told by names that are not the network's: %j",
    async (classNames) => {
      const record = { runId: "r", config: defaultRunConfig(), dataset: { classNames } };
      await writeFile(path.join(directory, "run.json"), JSON.stringify(record));
      const question = { runDirectory: directory, images: [] };
      const surroundings = {
        environment: environmentAt("."),
        signal: new AbortController().signal,
        log: () => undefined,
        onProgress: () => undefined,
      };
      await expect(predictImages(question, surroundings)).rejects.toMatchObject({
        what: "The network and the names of its classes do not belong together.",
        why: `It tells 10 classes apart, and ${classNames.length} have names.`,
      });
    },
  );
});
