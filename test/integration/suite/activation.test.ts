import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { commands, extensions } from "vscode";
import {
  commandIds,
  metricsViewId,
  networkViewId,
  runsViewId,
} from "../../../extension/manifest.js";
import { activateExtension, extensionId } from "./extension.js";

const views = [metricsViewId, networkViewId, runsViewId];

/** VS Code itself registers some for every view: to focus it, to move it and so on. */
function isOfView(command: string): boolean {
  return views.some((view) => command.startsWith(`${view}.`));
}

describe("activation", () => {
  it("is done once the extension is asked for, and says what it took", async () => {
    const before = process.cpuUsage();
    const { activationMs } = await activateExtension();
    // The processor's time: the tests' machine may be busy with a browser at the same moment.
    const { user, system } = process.cpuUsage(before);
    const spentMs = ((user + system) / 1000).toFixed(1);
    console.log(`activate ${activationMs.toFixed(1)} ms, with loading its code ${spentMs} ms`);
    assert.ok(extensions.getExtension(extensionId)?.isActive);
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
    const ours = all.filter((id) => id.startsWith("googlenet.") && !isOfView(id));
    const isInternal = (id: string): boolean => !commandIds.some((known) => known === id);
    assert.deepEqual(ours.filter(isInternal), []);
    assert.deepEqual(
      commandIds.filter((id) => !ours.includes(id)),
      [],
    );
  });
});
