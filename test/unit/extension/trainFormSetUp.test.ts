import { beforeEach, describe, expect, it, vi } from "vitest";
import { defaultRunConfig } from "../../../model/run/config.js";
import type { EngineReport } from "../../../model/machine/engineReport.js";
import { missingTensorFlow, wasmReport } from "../../support/engineReports.js";
import { quickPickWith, window } from "./fakeVscode.js";
import { says } from "../../../model/messages/message.js";

import { choose, form, given, paceFor, useForm } from "./formUnderTest.js";
import { eventually } from "../../support/eventually.js";

const readyTensorFlow: EngineReport = {
  ...{ ...wasmReport, id: "tensorflow", title: "TensorFlow", device: "CPU, 2 threads" },
  typicalRate: { low: 16e9, high: 56e9 },
};

useForm();

describe("a faster engine", () => {
  beforeEach(() => {
    given.reports = [missingTensorFlow, wasmReport];
  });

  it("is installed from the form, which goes on with it", async () => {
    const chosen = form();
    await choose("Install TensorFlow first");
    const page = await quickPickWith("Beginning");
    given.events.onSetupProgress?.({
      step: "library",
      message: says("Fetching TensorFlow"),
      fraction: 0.45,
    });
    expect(page.items[0]).toMatchObject({ description: "45 %" });
    expect(page.items[0]?.label).toContain("Fetching TensorFlow");
    given.reports = [readyTensorFlow, wasmReport];
    given.endSetup();
    const again = await quickPickWith("Start");
    await eventually(() => expect(again.line("Start")?.detail).toContain("TensorFlow on CPU"));
    expect(again.line("Install")).toBeUndefined();
    again.accept("Start");
    expect(await chosen).toEqual(defaultRunConfig());
  });

  it("is tried as soon as it is there, as the one before it was", async () => {
    const chosen = form();
    const page = await quickPickWith("Start");
    await eventually(() => expect(page.line("Start")?.detail).toContain("tried just now"));
    await choose("Install TensorFlow first");
    await quickPickWith("Beginning");
    given.reports = [readyTensorFlow, wasmReport];
    given.trial = paceFor(180, readyTensorFlow);
    given.endSetup();
    const again = await quickPickWith("Start");
    await eventually(() =>
      expect(again.line("Start")?.detail).toMatch(/^tried just now · TensorFlow on CPU/u),
    );
    again.accept("Start");
    expect(await chosen).toEqual(defaultRunConfig());
  });

  it("goes on without the form where a person leaves, and then offers to train", async () => {
    window.withProgress.mockImplementation(((_: unknown, work: (...all: unknown[]) => unknown) =>
      work(
        { report: vi.fn() },
        { onCancellationRequested: () => ({ dispose: vi.fn() }) },
      )) as never);
    const chosen = form();
    await choose("Install TensorFlow first");
    (await quickPickWith("Beginning")).hide();
    await eventually(() => expect(window.withProgress).toHaveBeenCalled());
    given.endSetup();
    expect(await chosen).toBeUndefined();
    const [text, button] = window.showInformationMessage.mock.calls[0] ?? [];
    expect([text, button]).toEqual(["The TensorFlow runtime is installed.", "Train"]);
  });

  it("that cannot be installed is told, and the form stays", async () => {
    given.failure = { message: says("There is no pip."), remedy: "python" };
    const chosen = form();
    await choose("Install TensorFlow first");
    await quickPickWith("Beginning");
    given.endSetup();
    await choose("Start");
    expect(await chosen).toEqual(defaultRunConfig());
    const [text] = window.showErrorMessage.mock.calls[0] ?? [];
    expect(text).toContain("There is no pip.");
  });

  it("is given up on the page, and the form goes on as before", async () => {
    const chosen = form();
    await choose("Install TensorFlow first", "Cancel the installation", "Start");
    expect(await chosen).toEqual(defaultRunConfig());
    expect(window.showErrorMessage).not.toHaveBeenCalled();
  });
});
