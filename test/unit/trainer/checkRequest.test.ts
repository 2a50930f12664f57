import { describe, expect, it } from "vitest";
import { defaultRunConfig } from "../../../model/run/config.js";
import { defaultMachine } from "../../../model/machine/machineSettings.js";
import {
  checkRunRequest,
  checkSetupRequest,
  checkWeightsRequest,
} from "../../../model/trainer/checkRequest.js";
import type { RunRequest } from "../../../model/run/runRequest.js";
import { Trainer } from "../../../model/trainer/trainer.js";

const request: RunRequest = {
  config: defaultRunConfig(),
  runId: "run",
  runDirectory: "/runs/run",
  python: "",
  dataDirectory: "",
  machine: defaultMachine,
  resume: false,
};

describe("what the trainer is asked for", () => {
  it("is passed on where it can be done", () => {
    expect(checkRunRequest(request)).toEqual(request);
    const weights = { runDirectory: "/runs/run", nodeId: "b1" };
    expect(checkWeightsRequest(weights)).toEqual(weights);
    const setup = { engine: "tensorflow", cuda: false, python: "" };
    expect(checkSetupRequest(setup)).toEqual(setup);
  });

  it.each([
    ["no threads", { machine: { ...defaultMachine, threads: 0 } }, "machine.threads"],
    ["half a thread", { machine: { ...defaultMachine, threads: 0.5 } }, "machine.threads"],
    ["no machine", { machine: undefined }, "machine"],
    ["a folder without a place", { runDirectory: "run" }, "runDirectory"],
    ["a run without a name", { runId: "" }, "runId"],
    ["neither new nor not", { resume: "no" }, "resume"],
    ["a batch of none", { config: { ...request.config, batchSize: 0 } }, "batch size 0"],
    ["no steps", { config: { ...request.config, maxSteps: 0 } }, "max steps 0"],
    ["no configuration", { config: null }, "config"],
  ])("is refused where it is %s", async (_what, change, field) => {
    const asked = { ...request, ...change } as RunRequest;
    expect(() => checkRunRequest(asked)).toThrow(field);
    const host = { onEvents: () => undefined, onSetupProgress: () => undefined };
    await expect(new Trainer(host, () => Promise.resolve()).train(asked)).rejects.toThrow(field);
  });

  it("is refused where it is nothing at all", () => {
    for (const check of [checkRunRequest, checkWeightsRequest, checkSetupRequest]) {
      expect(() => check(null)).toThrow("It is no request.");
    }
  });
});
