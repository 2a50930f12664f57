import { describe, expect, it } from "vitest";
import { RuntimeInstaller } from "../../../extension/engines/runtimeInstaller.js";
import { chooseRunConfig } from "../../../extension/trainForm/chooseRunConfig.js";
import { defaultRunConfig } from "../../../model/run/config.js";
import { createLog } from "./fakeParts.js";
import { commands, FakeQuickPick, quickPickWith, window } from "./fakeVscode.js";

import { choose, form, given, launch, paceFor, stopped, useForm } from "./formUnderTest.js";
import { eventually } from "../../support/eventually.js";

useForm();

describe("the form", () => {
  it("starts at once with the first line, whatever is being found out", async () => {
    given.trial = null;
    const chosen = form();
    const [page] = FakeQuickPick.shown;
    expect(page?.busy).toBe(true);
    page?.accept(page.items[0]?.label ?? "");
    expect(await chosen).toEqual(defaultRunConfig());
  });

  it("tries some steps where nothing was measured, and says what they tell", async () => {
    const chosen = form();
    const page = await quickPickWith("Start");
    await eventually(() => expect(page.line("Start")?.detail).toContain("tried just now"));
    expect(page.line("Start")?.description).toContain("about 2 h 50 min");
    expect(page.busy).toBe(false);
    page.accept("Start");
    await chosen;
    // Another time it is known at once.
    expect(await given.paces.read()).toHaveLength(1);
  });

  it("tries steps that could not be tried once more where a person asks for it, and not of itself", async () => {
    given.trial = new Error("There is no memory left.");
    const chosen = form();
    const page = await quickPickWith("Try some steps");
    expect(page.line("Start")?.detail).toMatch(/^a guess · WebAssembly/u);
    given.trial = paceFor(60);
    page.accept("Try some steps");
    const again = await quickPickWith("Start");
    await eventually(() => expect(again.line("Start")?.detail).toContain("tried just now"));
    again.accept("Start");
    expect(await chosen).toEqual(defaultRunConfig());
  });

  it("ends a trial before a run begins, which wants the processors", async () => {
    given.trial = null;
    const chosen = form();
    const page = await quickPickWith("Start");
    await eventually(() => expect(page.line("Start")?.detail).toContain("are being tried"));
    stopped.mockClear();
    page.accept("Start");
    await chosen;
    expect(stopped).toHaveBeenCalled();
  });

  it("keeps a person on their line while the lines say more", async () => {
    const chosen = form();
    const page = await quickPickWith("Seed");
    const seed = page.line("Seed");
    page.activeItems = seed === undefined ? [] : [seed];
    await eventually(() => expect(page.line("Start")?.detail).toContain("tried just now"));
    expect(page.activeItems[0]?.label).toContain("Seed");
    page.hide();
    expect(await chosen).toBeUndefined();
  });

  it.each([
    ["1 epoch", { epochs: 1 }],
    ["100 steps to look", { maxSteps: 100 }],
  ])("starts a short run: %s", async (label, changes) => {
    const chosen = form();
    await choose(label);
    expect(await chosen).toEqual({ ...defaultRunConfig(), ...changes });
  });

  it("changes values and comes back", async () => {
    const answers = ["3", "0.05", "64", "9"];
    for (const answer of answers) window.showInputBox.mockResolvedValueOnce(answer);
    const chosen = form();
    await choose("Epochs", "Learning rate", "Batch size", "Seed", "Start");
    const changed = { epochs: 3, learningRate: 0.05, batchSize: 64, seed: 9 };
    expect(await chosen).toEqual({ ...defaultRunConfig(), ...changed });
  });

  it("keeps the value when the change is given up", async () => {
    window.showInputBox.mockResolvedValueOnce(undefined);
    const chosen = form();
    await choose("Epochs", "Start");
    expect(await chosen).toEqual(defaultRunConfig());
  });

  it("says how the recipes differ and how long each takes", async () => {
    await given.paces.remember(paceFor(60));
    window.showQuickPick.mockImplementationOnce(((items: unknown[]) =>
      Promise.resolve(items[2])) as never);
    const chosen = form();
    const page = await quickPickWith("Start");
    await eventually(() => expect(page.line("Start")?.description).toContain("about"));
    page.accept("Recipe");
    await choose("Start");
    expect(await chosen).toEqual(defaultRunConfig("recommended"));
    const [[first, , third]] = window.showQuickPick.mock.calls[0] as unknown as [
      { readonly description: string; readonly detail: string }[],
    ];
    expect(first?.description).toBe("about 2 h 50 min");
    expect(third?.detail).toContain("Unlike chapter: ");
  });

  it.each([
    ["Epochs", ["", "0", "2.5", "abc", "10001"], "It must be a whole number from 1 to 10,000."],
    ["Batch size", ["", "0", "8193"], "It must be a whole number from 1 to 8,192."],
    ["Seed", ["", "-1", "1.5"], "It must be a whole number from 0 to 4,294,967,295."],
    [
      "Learning rate",
      [" ", "0", "-0.1", "1e9"],
      "It must be a number above 0, at most 1,000; the chapter uses 0.1.",
    ],
  ])("refuses what the configuration does: %s", async (label, wrong, rule) => {
    const chosen = form();
    await choose(label);
    (await quickPickWith("Start")).hide();
    await chosen;
    const [{ validateInput, value }] = window.showInputBox.mock.calls[0] as unknown as [
      { readonly value: string; readonly validateInput: (text: string) => string | undefined },
    ];
    expect(validateInput(value)).toBeUndefined();
    for (const text of wrong) expect(validateInput(text)).toBe(rule);
  });

  it("changes what a recipe is made of, in the words of the table", async () => {
    window.showQuickPick.mockResolvedValueOnce({ label: "momentum" });
    window.showInputBox
      .mockResolvedValueOnce("0.8")
      .mockResolvedValueOnce("5")
      .mockResolvedValueOnce("64×96");
    const chosen = form();
    await choose("Optimizer", "Momentum", "Gradient limit", "Input size", "Start");
    const expected = { optimizer: "momentum", momentum: 0.8, clipNorm: 5, inputSize: [64, 96] };
    expect(await chosen).toEqual({ ...defaultRunConfig(), ...expected });
  });

  it("takes 0 for no limit of the gradients", async () => {
    window.showInputBox.mockResolvedValueOnce("0");
    const chosen = form();
    await choose("Gradient limit", "Start");
    expect(await chosen).toEqual(defaultRunConfig());
  });

  it("asks a trainer which engines there are", async () => {
    window.showQuickPick.mockImplementationOnce((async (items: Promise<{ label: string }[]>) =>
      (await items).find(({ label }) => label.includes("WebAssembly"))) as never);
    const chosen = form();
    await choose("Engine", "Start");
    expect(await chosen).toMatchObject({ engine: "wasm" });
  });

  it("leads to the settings for the rest", async () => {
    const chosen = form();
    await choose("More in the settings");
    expect(await chosen).toBeUndefined();
    const open = ["workbench.action.openSettings", "googlenet.training"];
    expect(commands.executeCommand).toHaveBeenCalledWith(...open);
  });
});

it("a wrong setting is said before the form is shown", async () => {
  const log = createLog();
  const installer = new RuntimeInstaller(launch, log);
  const chosen = chooseRunConfig(
    { seed: -1 },
    { launch, installer, paces: given.paces, storage: { root: given.root }, log },
  );
  await expect(chosen).rejects.toMatchObject({ kind: "cannotStart" });
  expect(FakeQuickPick.shown).toEqual([]);
});
