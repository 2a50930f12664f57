import assert from "node:assert/strict";
import { performance } from "node:perf_hooks";
import { describe, it } from "mocha";
import { commands } from "vscode";
import { commandIds } from "../../../extension/manifest.js";
import { activateExtension } from "./extension.js";

const activationLimitMs = 100;

/** What VS Code itself registers for a view. */
const ofViews = /^googlenet\.(?:metrics|runs)\./u;

describe("activation", () => {
  it(`takes less than ${activationLimitMs} ms`, async () => {
    const began = performance.now();
    const { activationMs } = await activateExtension();
    const wholeMs = performance.now() - began;
    console.log(`activate ${activationMs.toFixed(1)} ms, with loading ${wholeMs.toFixed(1)} ms`);
    assert.ok(activationMs < activationLimitMs, `It took ${activationMs.toFixed(1)} ms.`);
  });

  it("does not load TensorFlow into the host", async () => {
    await activateExtension();
    const modules = Object.keys(require.cache).filter((file) => /tensorflow|tfjs/iu.test(file));
    assert.deepEqual(modules, []);
    const report = process.report.getReport() as { readonly sharedObjects: readonly string[] };
    const libraries = report.sharedObjects.filter((file) => file.includes("tensorflow"));
    assert.deepEqual(libraries, []);
  });

  it("registers the commands of the manifest, and no others", async () => {
    await activateExtension();
    const all = await commands.getCommands(true);
    const ours = all.filter((id) => id.startsWith("googlenet.") && !ofViews.test(id));
    const isInternal = (id: string): boolean => !commandIds.some((known) => known === id);
    assert.deepEqual(ours.filter(isInternal), []);
    assert.deepEqual(
      commandIds.filter((id) => !ours.includes(id)),
      [],
    );
  });
});
