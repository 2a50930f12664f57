import { describe, expect, it } from "vitest";
import type { RunConfig } from "../../../model/run/config.js";
import { lossesOf, Trial } from "../../support/trainingTrial.js";

const recipes: readonly Partial<RunConfig>[] = [
  { optimizer: "momentum", momentum: 0.8, learningRate: 0.02, weightDecay: 1e-3 },
  { optimizer: "nesterov", learningRate: 0.02, clipNorm: 1 },
  {
    optimizer: "momentum",
    learningRate: 0.02,
    augment: ["flip", "shift", "erase"],
    averageOver: 4,
  },
  { optimizer: "adamw", learningRate: 0.001, weightDecay: 0.01, labelSmoothing: 0.1 },
];

describe.each(recipes)("a run by %j", (recipe) => {
  const trial = new Trial(recipe);

  it("goes on with the numbers it would have had, and not from weights alone", async () => {
    const whole = lossesOf(await trial.collect());
    await trial.startAgain();
    const first = await trial.collect({
      on: (event, control) => {
        if (event.kind === "step" && event.step === 10) control.stop();
      },
    });
    const { state, progress } = await trial.checkpoint();
    trial.session.writeState(state);
    const rest = lossesOf(await trial.collect({ progress }));
    expect([...lossesOf(first), ...rest]).toEqual(whole);

    const parameters = new Set(trial.program.parameters.map(({ id }) => id));
    const forgotten = [...state.tensors].map(
      ([id, values]) => [id, parameters.has(id) ? values : values.map(() => 0)] as const,
    );
    trial.session.writeState({ tensors: new Map(forgotten), lossScale: null });
    expect(lossesOf(await trial.collect({ progress }))).not.toEqual(rest);
  });

  it("says nothing of how far a step goes, which is not the rate times the gradient", async () => {
    const events = await trial.collect({ changes: { epochs: 1 } });
    const updates = events.flatMap((event) =>
      event.kind === "statistics" ? Object.values(event.nodes).map(({ update }) => update) : [],
    );
    expect(new Set(updates)).toEqual(new Set([null]));
  });
});
