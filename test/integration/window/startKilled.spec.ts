import { readdir } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { Launch } from "../../support/launch.js";
import { long } from "../../support/length.js";

for (const [who, withNpm] of [
  ["it is killed itself", false],
  ["npm is killed, which runs it", true],
] as const) {
  test(`leaves nothing at work and the run a checkpoint where ${who}`, long, async () => {
    const launch = await Launch.begin({ withNpm });
    try {
      await expect.poll(() => launch.addresses(), { timeout: 240_000 }).toHaveLength(1);
      await launch.open();
      await expect.poll(() => launch.words, { timeout: 240_000 }).toMatch(/Training · step [2-9]/u);
      const started = await launch.started();
      expect(await started()).toContainEqual(expect.stringContaining("trainer.cjs"));
      const run = await launch.run();
      expect(await checkpointsOf(run)).toEqual([]);
      launch.child.kill("SIGKILL");
      await expect.poll(started, { timeout: 30_000 }).toEqual([]);
      expect(await checkpointsOf(run)).toHaveLength(1);
    } finally {
      await launch.close();
    }
  });
}

async function checkpointsOf(run: string): Promise<readonly string[]> {
  const names = await readdir(path.join(run, "checkpoints")).catch(() => []);
  return names.filter((name) => name.endsWith(".safetensors"));
}
