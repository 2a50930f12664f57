import { describe, expect, it, vi } from "vitest";
import { describeEngines } from "../../../extension/engines/describeEngines.js";
import { TrainerEnded, type TrainerProcess } from "../../../extension/trainer/trainerProcess.js";
import { createLog, fakeLauncher } from "./fakeParts.js";

/** A trainer whose answer is this error. */
function launchFailing(error: Error): () => TrainerProcess {
  const api = { engines: () => Promise.reject(error) };
  return () => ({ api, stop: vi.fn() }) as unknown as TrainerProcess;
}

describe("describeEngines", () => {
  it("resolves to what the trainer reports", async () => {
    const reports = await describeEngines(fakeLauncher("complete", createLog()));
    expect(reports.map(({ id }) => id)).toEqual(["fake"]);
  });

  it("says that a trainer did not answer only where it ended before", async () => {
    await expect(describeEngines(launchFailing(new TrainerEnded()))).rejects.toMatchObject({
      kind: "cannotStart",
      what: "The trainer process did not answer.",
    });
  });

  it("hands on the error that the trainer answered with", async () => {
    const error = new TypeError("reports is not iterable");
    await expect(describeEngines(launchFailing(error))).rejects.toBe(error);
  });
});
