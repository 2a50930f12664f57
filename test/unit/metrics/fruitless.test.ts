import { describe, expect, it } from "vitest";
import { englishOf } from "../../../model/messages/translate.js";
import { outcomeText } from "../../../model/cli/runText/outcomeText.js";
import { fruitlessOf, fruitlessReason, lookOf } from "../../../model/metrics/watchdog/fruitless.js";
import { initialWatch, watch } from "../../../model/metrics/watchdog/watch.js";
import { initialRunState, reduce, type RunState } from "../../../model/run/state.js";
import { finished, started } from "../extension/events.js";
import { recordedRun } from "../../support/recordedRun.js";
import { flat, readings, runOf } from "../../support/watchedRun.js";

const { started: begun } = reduce(initialRunState, recordedRun({ steps: 0 })[0]!);

/** A run with these losses that has done its steps. */
function endOf(losses: readonly number[], rest: Partial<RunState> = {}): RunState {
  const { summary } = finished();
  const ended = { time: 0, reason: "completed", summary: { ...summary, loss: losses.at(-1)! } };
  return runOf(losses, {
    started: begun,
    phase: "finished",
    finished: ended as RunState["finished"],
    ...rest,
  });
}

const falling = Array.from({ length: 400 }, (_, step) => 0.3 + 2 * Math.exp(-step / 80));
const chance = flat(Math.log(10), 800);

describe("a run that has done its steps in vain", () => {
  it.each<[string, RunState, string, RegExp]>([
    ["its loss was lost", endOf([...falling, 1e31]), "lostLoss", /The loss was lost/u],
    [
      "its last epoch's loss was lost, though it is a number again",
      endOf([...falling, 1e31, ...flat(Math.log(10), 100)], {
        finished: {
          ...endOf([1]).finished!,
          summary: { ...finished().summary, loss: 1e28 },
        },
      }),
      "lostLoss",
      /The loss was lost/u,
    ],
    ["it stayed at chance", endOf(chance), "plateau", /ended at 2\.303/u],
    [
      "a whole module is dead",
      endOf(flat(1, 200), {
        statistics: readings([{}, {}, {}]).map(({ step, nodes }) => ({
          step,
          nodes: { b4: { ...nodes["b3/3a/path2"]!, dead: 1 } },
        })),
      }),
      "deadLayers",
      /^b4 gives zero for every image/u,
    ],
    [
      "it lost what it knew",
      endOf([...falling, ...flat(2.3, 100)]),
      "divergence",
      /ended at 2\.300, after a level of 0\.3/u,
    ],
  ])("says so where %s", (_, run, id, reason) => {
    const found = fruitlessOf(run);
    expect(found?.id).toBe(id);
    expect(englishOf(fruitlessReason(found!))).toMatch(reason);
    expect(lookOf(run)).toBe("fruitless");
    expect(outcomeText(run)).toMatch(/^Finished without learning\. /u);
    // Its card stays, which says what can be done.
    const { sightings } = watch(initialWatch, run, 10);
    expect(sightings.map(({ finding }) => finding.id)).toContain(id);
  });

  it("is no success, and no warning, on the plateau that the recipe is known for", () => {
    const run = endOf(flat(Math.log(10), 100));
    expect(fruitlessOf(run)?.severity).toBe("information");
    expect(lookOf(run)).toBe("finished");
    expect(outcomeText(run)).toMatch(/^The loss is still at 2\.303, .* up to 600 steps\.$/u);
  });

  it("is none that has learned, has a dead path beside living ones, is at work, or was stopped", () => {
    const deadPath = readings([{ dead: 1 }, { dead: 1 }, { dead: 1 }]);
    for (const run of [
      endOf(falling),
      endOf(falling, { statistics: deadPath }),
      endOf(chance, { phase: "training" }),
      endOf(chance, { phase: "stopped" }),
      reduce(initialRunState, started()),
    ]) {
      expect(fruitlessOf(run)).toBeNull();
      expect(lookOf(run)).toBe(run.phase);
      expect(outcomeText(run)).toBeNull();
    }
  });
});
