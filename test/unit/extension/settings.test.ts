import { homedir } from "node:os";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HostError } from "../../../extension/errors.js";
import { pathSettings, trainingSettings } from "../../../extension/manifest.js";
import {
  readDataDirectory,
  readPythonPath,
  readTrainingValues,
  resolveRunConfig,
} from "../../../extension/settings/settings.js";
import { defaultRunConfig } from "../../../model/run/config.js";
import { Uri, userSettings, workspace } from "./fakeVscode.js";

beforeEach(() => userSettings.clear());

/** The error of a run with these settings. */
function errorWith(settings: Readonly<Record<string, unknown>>): HostError {
  for (const [id, value] of Object.entries(settings)) userSettings.set(id, value);
  try {
    resolveRunConfig(readTrainingValues());
  } catch (error) {
    if (error instanceof HostError) return error;
    throw error;
  }
  throw new Error("The settings were accepted.");
}

describe("resolveRunConfig", () => {
  it("gives the chapter's run where nothing is set", () => {
    expect(resolveRunConfig(readTrainingValues())).toEqual(defaultRunConfig());
  });

  it("takes what the user has set, and a choice before a setting", () => {
    userSettings.set(trainingSettings.batchSize, 64);
    userSettings.set(trainingSettings.inputSize, 28);
    const config = resolveRunConfig(readTrainingValues(), { epochs: 1, engine: "wasm" });
    expect(config).toEqual({
      ...defaultRunConfig(),
      ...{ batchSize: 64, inputSize: [28, 28], epochs: 1, engine: "wasm" },
    });
  });

  it.each([
    [trainingSettings.batchSize, 0, "a whole number from 1 to 8,192"],
    [trainingSettings.learningRate, -1, "a number above 0"],
    [trainingSettings.learningRate, "abc", "a number above 0"],
    [trainingSettings.seed, 1.5, "a whole number from 0"],
    [trainingSettings.inputSize, 0, "must be whole numbers from 1"],
    [trainingSettings.inputSize, "big", "must be whole numbers from 1"],
    [trainingSettings.network, "lenet", "one of googlenet"],
    [trainingSettings.recipe, "soup", "must be chapter"],
    [trainingSettings.statisticsEvery, null, "a whole number of steps"],
  ])("refuses %s = %j, and says what it must be", (id, value, rule) => {
    const { message, actions } = errorWith({ [id]: value });
    expect(message).toContain(`${id} is ${JSON.stringify(value)}`);
    expect(message).toContain(rule);
    expect(message.split("\n")).toHaveLength(1);
    expect(actions).toEqual([
      { title: "Open Settings", command: "workbench.action.openSettings", arguments: [id] },
    ]);
  });

  it("refuses a choice without pointing at the settings", () => {
    const choose = (): unknown => resolveRunConfig({}, { epochs: 0 });
    expect(choose).toThrow("epochs is 0. It must be a whole number from 1 to 10,000.");
  });

  it("says so of what is no part of a configuration, and what is", () => {
    const values: Readonly<Record<string, unknown>> = { speed: 1 };
    expect(() => resolveRunConfig({}, values)).toThrow(
      /^Training cannot start: there is no option "speed"\. Choose one of: network, recipe, /u,
    );
  });
});

describe("paths in the settings", () => {
  beforeEach(() => {
    workspace.workspaceFolders = [{ uri: Uri.file("/project") }];
  });
  afterEach(() => {
    workspace.workspaceFolders = [];
  });

  it.each([
    ["", "", ""],
    ["/data", "/data", "/data"],
    ["~/data", `${homedir()}/data`, `${homedir()}/data`],
    ["./data", "/project/data", "/project/data"],
    ["../data", "/data", "/data"],
    // A folder's name, and the name of a program on PATH.
    ["python3", "/project/python3", "python3"],
  ])("%j is the folder %j, or the program %j", (written, directory, program) => {
    userSettings.set(pathSettings.dataDirectory, written).set(pathSettings.python, written);
    expect([readDataDirectory(), readPythonPath()]).toEqual([directory, program]);
  });

  it("are left as they are where no folder is open", () => {
    workspace.workspaceFolders = [];
    userSettings.set(pathSettings.dataDirectory, "data");
    expect(readDataDirectory()).toBe("data");
  });
});
