import { describe, expect, it } from "vitest";
import type { AskRequest } from "../../../model/asking/index.js";
import { defaultRunConfig } from "../../../model/run/config.js";
import { defaultMachine } from "../../../model/machine/machineSettings.js";
import {
  checkRunRequest,
  checkSetupRequest,
  checkAskRequest,
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
    const weights = { id: "1", runDirectory: "/runs/run", kind: "weights", input: "b1" } as const;
    expect(checkAskRequest(weights)).toEqual(weights);
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
    const ignore = (): void => undefined;
    const host = { onEvents: ignore, onSetupProgress: ignore, onAnswerProgress: ignore };
    await expect(new Trainer(host, () => Promise.resolve()).train(asked)).rejects.toThrow(field);
  });

  it.each([
    ["a question of no kind", { kind: "constructor" }, "kind"],
    ["a question about no layer", { input: 7 }, "It is no request."],
    ["a question without a name", { id: "" }, "id"],
    ["a question about no image", { kind: "testImages", input: [0.5] }, "0"],
    ["a question about all images", { kind: "testImages", input: Array(9999).fill(0) }, "request"],
    [
      "a question about all maps",
      { kind: "seenImage", input: { example: 0, nodes: ["b1"], most: 1e9 } },
      "most",
    ],
    [
      "a question about a channel before the first",
      { kind: "seenImage", input: { example: 0, nodes: ["b1"], most: 1, channels: { b1: [-1] } } },
      "channels",
    ],
    [
      "a question about a number of two images",
      {
        kind: "derivedNumber",
        input: { example: 0, own: "AAAA", node: "b1", channel: 0, row: 0, column: 0 },
      },
      "request",
    ],
    [
      "a question about a class before the first",
      { kind: "relevance", input: { example: 0, node: "b1", label: -1 } },
      "label",
    ],
  ])("is refused where it is %s", (_what, change, field) => {
    const good = { id: "1", runDirectory: "/runs/run", kind: "weights", input: "b1" };
    const asked = { ...good, ...change } as AskRequest;
    expect(() => checkAskRequest(asked)).toThrow(field);
  });

  it("is refused where it is nothing at all", () => {
    const nothing = null as never;
    for (const check of [checkRunRequest, checkAskRequest, checkSetupRequest]) {
      expect(() => check(nothing)).toThrow("It is no request.");
    }
  });
});
