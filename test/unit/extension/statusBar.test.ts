import { describe, expect, it } from "vitest";
import { phaseTexts } from "../../../extension/phaseTexts.js";
import { statusText, statusTooltip } from "../../../extension/views/statusBar.js";
import { phases } from "../../../model/run/phase.js";
import { initialRunState, preparingRunState, reduce } from "../../../model/run/state.js";
import { failed, started, step } from "./events.js";

describe("the status bar item", () => {
  it("tells the phase and the loss", () => {
    expect(statusText(initialRunState)).toBe("$(type-hierarchy-sub) GoogLeNet");
    expect(statusText(preparingRunState)).toBe("$(loading~spin) GoogLeNet: Preparing");
    const state = [started(), step(1)].reduce(reduce, initialRunState);
    expect(statusText(state)).toBe("$(pulse) GoogLeNet: Training, loss 2.300");
    expect(statusTooltip(state)).toBe("GoogLeNet: Training at step 1 of 4690.");
  });

  it("tells why a run has failed", () => {
    const state = [started(), step(1), failed()].reduce(reduce, initialRunState);
    expect(statusText(state)).toContain("$(error)");
    expect(statusTooltip(state)).toBe("GoogLeNet: Failed at step 1 of 4690. It failed.");
  });

  it("spins where a person waits, and takes no time from the hours of training", () => {
    const spinning = phases.filter((phase) => phaseTexts[phase].icon.endsWith("~spin"));
    expect(spinning).toEqual(["preparing", "warmingUp", "stopping"]);
  });
});
