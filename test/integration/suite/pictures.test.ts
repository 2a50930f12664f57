import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { after, before, describe, it } from "mocha";
import { PNG } from "pngjs";
import { commands, Uri, window } from "vscode";
import type { ExtensionApi } from "../../../extension/main.js";
import { activateExtension, until, untilIdle, untilPhase, shortRun } from "./extension.js";

describe("a folder of pictures", function () {
  this.timeout(240_000);
  let api: ExtensionApi;
  let folder = "";

  before(async () => {
    api = await activateExtension();
    folder = path.join(await mkdtemp(path.join(os.tmpdir(), "pictures-")), "חיות");
    for (const [label, name] of ["cats", "dogs", "ציפורים"].entries()) {
      await mkdir(path.join(folder, name), { recursive: true });
      for (let index = 0; index < 6; index++) {
        const png = new PNG({ width: 20 + index, height: 24 });
        png.data.fill(60 * label + index);
        for (let place = 3; place < png.data.length; place += 4) png.data[place] = 255;
        await writeFile(path.join(folder, name, `${index}.png`), PNG.sync.write(png));
      }
    }
  });

  after(async () => {
    await rm(path.dirname(folder), { recursive: true });
  });

  it("is shown before anything trains, and the form asks beside it", async () => {
    const shown = commands.executeCommand("googlenet.trainOnPictures", Uri.file(folder));
    const isShown = (): boolean =>
      window.tabGroups.all.flatMap(({ tabs }) => tabs).some(({ label }) => label.includes("חיות"));
    await until(api, "the page with the pictures", isShown);
    const isOver = (): Promise<boolean> =>
      Promise.race([Promise.resolve(shown).then(() => true), sleep(200, false)]);
    // The form comes after the page, later on a busy machine: until then there is nothing to close.
    do await commands.executeCommand("workbench.action.closeQuickOpen");
    while (!(await isOver()));
    assert.equal(api.controller.activeRunId(), null);
  });

  it("is trained on in a real trainer, with a network for its classes", async () => {
    const small = { batchSize: 4, maxSteps: 2, inputSize: [16, 16] satisfies [number, number] };
    await api.controller.start(shortRun({ ...small, dataset: "folder" }), folder);
    await untilPhase(api, "finished");
    const { started } = api.store.state();
    assert.deepEqual(started?.dataset.classNames, ["cats", "dogs", "ציפורים"]);
    assert.equal(started.dataset.channels, 1);
    assert.equal(started.parameters, 5_977_530 - 7 * 1025);
    await untilIdle(api);
  });
});
