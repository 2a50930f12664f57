import { beforeEach, describe, expect, it } from "vitest";
import { readMachineSettings } from "../../../extension/settings/machineSettings.js";
import { machineSettings } from "../../../extension/manifest.js";
import { defaultMachine } from "../../../model/machine/machineSettings.js";
import { userSettings } from "./fakeVscode.js";

const { threads, xla, memoryGrowth } = machineSettings;

beforeEach(() => userSettings.clear());

describe("readMachineSettings", () => {
  it("gives the defaults where nothing is set, and for 0 threads", () => {
    expect(readMachineSettings()).toEqual(defaultMachine);
    userSettings.set(threads, 0);
    expect(readMachineSettings()).toEqual(defaultMachine);
  });

  it("takes what the user has set", () => {
    userSettings.set(threads, 6).set(xla, true).set(memoryGrowth, false);
    expect(readMachineSettings()).toEqual({ threads: 6, xla: true, memoryGrowth: false });
  });

  it.each([
    [threads, -1, "a whole number from 0 to 1,024"],
    [threads, 1.5, "a whole number from 0 to 1,024"],
    [threads, 5000, "a whole number from 0 to 1,024"],
    [threads, "all", "a whole number from 0 to 1,024"],
    [xla, "yes", "true or false"],
    [memoryGrowth, 1, "true or false"],
  ])("refuses %s = %j, and says what it must be", (id, value, rule) => {
    userSettings.set(id, value);
    expect(readMachineSettings).toThrow(`${id} is ${JSON.stringify(value)}. It must be ${rule}`);
  });
});
