import { beforeEach, describe, expect, it, vi } from "vitest";
import { chooseRunConfig, trainItems } from "../../../extension/trainForm.js";
import { defaultRunConfig, type RunConfig } from "../../../model/run/config.js";
import { createLog, fakeLauncher } from "./fakeParts.js";
import { commands, window } from "./fakeVscode.js";

const launch = fakeLauncher("complete", createLog());

beforeEach(() => vi.resetAllMocks());

/** Chooses the lines that begin with these words, one after the other. */
function choose(...labels: readonly string[]): void {
  for (const label of labels) {
    window.showQuickPick.mockImplementationOnce((async (
      items: Promise<{ readonly label: string }[]>,
    ) => {
      const found = (await items).find((item) => item.label.includes(label));
      if (found === undefined) throw new Error(`There is no line ${label}.`);
      return found;
    }) as never);
  }
}

function form(): Promise<RunConfig | undefined> {
  return chooseRunConfig({}, launch);
}

describe("chooseRunConfig", () => {
  it("starts at once with the first line", () => {
    const [first] = trainItems(defaultRunConfig());
    expect(first).toMatchObject({
      choice: "start",
      description: "GoogLeNet · chapter · 10 epochs · Automatic engine",
    });
  });

  it("changes a value and comes back", async () => {
    choose("Epochs", "Network", "GoogLeNet", "Recipe", "chapter", "Start");
    window.showInputBox.mockResolvedValueOnce("3");
    expect(await form()).toEqual({ ...defaultRunConfig(), epochs: 3 });
  });

  it("keeps the value when the change is given up", async () => {
    choose("Epochs", "Start");
    window.showInputBox.mockResolvedValueOnce(undefined);
    expect(await form()).toEqual(defaultRunConfig());
  });

  it("refuses epochs that are no number", async () => {
    choose("Epochs");
    await form();
    const [options] = window.showInputBox.mock.calls[0] as unknown as [
      { readonly validateInput: (text: string) => string | undefined },
    ];
    expect(["1", "10000"].map(options.validateInput)).toEqual([undefined, undefined]);
    for (const text of ["", "0", "2.5", "abc", "10001"]) {
      expect(options.validateInput(text)).toBe("It must be a whole number from 1 to 10,000.");
    }
  });

  it("asks a trainer which engines there are", async () => {
    choose("Engine", "Fake", "Start");
    expect(await form()).toMatchObject({ engine: "fake" });
  });

  it("leads to the settings for the rest", async () => {
    choose("More in the settings");
    expect(await form()).toBeUndefined();
    const open = ["workbench.action.openSettings", "googlenet.training"];
    expect(commands.executeCommand).toHaveBeenCalledWith(...open);
  });
});
