import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { defaultRunConfig } from "../../../model/run/config.js";
import { type CommandsUnderTest, commandsWith, told } from "./commandsUnderTest.js";
import * as fake from "./fakeVscode.js";

let parts: CommandsUnderTest["parts"];
let run: CommandsUnderTest["run"];

describe("training on a folder of pictures", () => {
  const report = vi.fn();
  const panel = { webview: { html: "" }, dispose: vi.fn() };
  const folder = fake.Uri.file("/home/me/pets");
  const token = { onCancellationRequested: () => new fake.Disposable(() => undefined) };

  beforeEach(async () => {
    vi.clearAllMocks();
    ({ parts, run } = await commandsWith("complete"));
    const begin = (_: unknown, work: (...all: unknown[]) => unknown) => work({ report }, token);
    fake.window.withProgress.mockImplementation(begin as never);
    fake.window.createWebviewPanel.mockReturnValue(panel);
  });
  afterEach(() => parts.close());

  it("shows the pictures, then asks, and trains on that folder, now and when it is started again", async () => {
    fake.window.showOpenDialog.mockResolvedValue([folder] as never);
    const training = run("googlenet.trainOnPictures");
    const form = await fake.quickPickWith("Start training");
    expect(report).toHaveBeenCalledWith({ message: "Reading the pictures: 1 of 10" });
    expect(panel.webview.html).toContain("2 classes · 8 pictures to train on, 2 to test on");
    form.accept("Start training");
    await training;
    await parts.untilIdle();
    const { started } = parts.store.state();
    expect(started?.config).toEqual({ ...defaultRunConfig(), dataset: "folder" });
    expect(started?.dataset.source).toBe("/home/me/pets");
    expect(panel.dispose).toHaveBeenCalled();
    await run("googlenet.restart");
    await parts.untilIdle();
    expect(parts.store.state().started?.dataset.source).toBe("/home/me/pets");
  });

  it("takes the folder that a link or the files' view names, and leaves when the form is left", async () => {
    for (const given of [folder, "file:///home/me/pets"]) {
      const training = run("googlenet.trainOnPictures", given);
      (await fake.quickPickWith("Start training")).hide();
      await training;
    }
    expect(fake.window.showOpenDialog).not.toHaveBeenCalled();
    expect(parts.store.runId()).toBeNull();
  });

  it("makes no link of the folder's name, which VS Code would run as a command", async () => {
    const training = run("googlenet.trainOnPictures", fake.Uri.file("/[pets](command:quit)"));
    (await fake.quickPickWith("Start training")).hide();
    await training;
    expect(report).toHaveBeenCalledWith({
      message: "Looking through the pictures in /[pets] (command:quit)",
    });
  });

  it("says what is wrong with it before anything is shown", async () => {
    await run("googlenet.trainOnPictures", fake.Uri.file("/home/me/empty"));
    expect(told("showErrorMessage")[0]).toContain("There are no pictures.");
    expect(fake.window.createWebviewPanel).not.toHaveBeenCalled();
  });
});
