import { describe, expect, it } from "vitest";
import {
  formItems,
  shorterRecipe,
  type FormState,
} from "../../../extension/trainForm/formItems.js";
import { recipeDetail } from "../../../extension/trainForm/recipeTexts.js";
import type { Pace } from "../../../model/run/pace.js";
import { recipeKeys } from "../../../model/run/recipeValues.js";
import { defaultRunConfig, recipeIds, type RunConfig } from "../../../model/run/config.js";
import { defaultMachine } from "../../../model/machine/machineSettings.js";
import {
  missingTensorFlow,
  unreachableTensorFlow,
  wasmReport,
} from "../../support/engineReports.js";
import { paceOf } from "../../support/pace.js";
import { buildGraph } from "../../../model/network/graph.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";

const { multiplyAdds } = buildGraph(googlenet);
const time = new Date(2026, 10, 28, 12).getTime();
const pace = paceOf({ multiplyAdds, time });
const known: FormState = {
  config: defaultRunConfig(),
  machine: { reports: [wasmReport], paces: [pace], settings: defaultMachine },
  isTrying: false,
  recipes: recipeIds.map(defaultRunConfig),
};

const lineOf = (state: FormState, label: string): Record<string, unknown> | undefined =>
  formItems(state).find((item) => item.label.includes(label)) as unknown as
    | Record<string, unknown>
    | undefined;

describe("the form", () => {
  it("says first what Enter does, how long it takes, and how that is known", () => {
    const [first] = formItems(known);
    expect(first).toMatchObject({
      choice: "start",
      description: "GoogLeNet · chapter · 10 epochs · about 3 hours",
      detail: "as in your run of Nov 28 · WebAssembly on CPU, 2 workers",
    });
  });

  it("says what else a run takes here and where it leads, as far as that is known", () => {
    expect(lineOf(known, "Expected")).toMatchObject({
      choice: "tryPace",
      description: expect.stringMatching(
        /^500 MB of memory · 1[678]0 MB on disk · test accuracy 0\.888 to 0\.900 in 3 recorded runs$/u,
      ) as string,
    });
    const other = { ...known, config: { ...known.config, network: "nin" } };
    expect(lineOf(other, "Expected")?.["description"]).toMatch(
      /^\d+ MB on disk · no such run was recorded$/u,
    );
  });

  it("warns first where the disk may become too full for it", () => {
    const on = (free: number) => {
      const state = { ...known, machine: { ...known.machine, free } };
      return lineOf(state, "Expected")?.["description"];
    };
    expect(on(3e7)).toMatch(
      /^\$\(warning\) 30 MB are free on the disk, of which it takes 1[678]0 MB · 500 MB of memory · test/u,
    );
    expect(on(9e9)).toBe(lineOf(known, "Expected")?.["description"]);
  });

  it("says how large images a network needs where they are too small", () => {
    const config: RunConfig = { ...known.config, network: "alexnet", inputSize: [32, 32] };
    const description = String(formItems({ ...known, config })[0]?.description);
    expect(description).toContain("AlexNet · chapter · 10 epochs");
    expect(description).toMatch(/ · needs images of 65×65 at least$/u);
  });

  it("says what of the recipe a person has changed", () => {
    const config = { ...known.config, learningRate: 5, batchSize: 16 };
    const { description } = formItems({ ...known, config })[0]!;
    expect(description).toContain("chapter · 10 epochs · batch 16, learning rate 5, constant · ");
  });

  it("has short ways with their times", () => {
    expect(lineOf(known, "1 epoch")?.["description"]).toBe("about 18 minutes");
    expect(lineOf(known, "100 steps to look")?.["description"]).toBe("about 4 minutes");
    const short = { ...known, config: { ...known.config, epochs: 1, batchSize: 1000 } };
    expect(lineOf(short, "100 steps to look")).toBeUndefined();
    expect(formItems(short).map(({ choice }) => choice)).not.toContain("oneEpoch");
  });

  it("names the recipe that ends soonest, where that is a fraction of the time", () => {
    const line = lineOf(known, "The recipe quick");
    expect(line).toMatchObject({ choice: "shorterRecipe" });
    expect(line?.["description"]).toMatch(
      /^about 80 seconds to 3 minutes · test accuracy 0\.875 to 0\.883 in \d+ recorded runs$/u,
    );
    expect(shorterRecipe(known)?.recipe).toBe("quick");
    const quick = { ...known, config: defaultRunConfig("quick") };
    expect(shorterRecipe(quick)).toBeNull();
    // Nor is it another network than the one that was asked for by hand which is shorter.
    expect(shorterRecipe({ ...known, config: { ...known.config, maxSteps: 1 } })).toBeNull();
  });

  it("has the lines that start a run in their places before anything is known of the machine", () => {
    const starting = ["start", "shorterRecipe", "oneEpoch", "look"];
    for (const reports of [null, known.machine.reports]) {
      const items = formItems({ ...known, machine: { ...known.machine, reports } });
      expect(items.map(({ choice }) => choice).slice(0, starting.length)).toEqual(starting);
    }
    const shorter = { ...known.config, maxSteps: 1 };
    const unknown = { ...known, machine: { ...known.machine, reports: null } };
    expect(shorterRecipe({ ...unknown, config: shorter })).toBeNull();
    expect(shorterRecipe({ ...unknown, config: defaultRunConfig("quick") })).toBeNull();
  });

  it("says a range and that it is a guess, and offers to try, where nothing was measured", () => {
    const new_ = { ...known, machine: { ...known.machine, paces: [] } };
    const [first] = formItems(new_);
    expect(first?.description).toMatch(/· about 1 h 50 min to 6 h 10 min$/u);
    expect(first?.detail).toContain("a guess");
    expect(lineOf(new_, "Try some steps")).toBeDefined();
    expect(lineOf({ ...new_, isTrying: true }, "Try some steps")).toBeUndefined();
    expect(formItems({ ...new_, isTrying: true })[0]?.detail).toContain("are being tried");
  });

  it("is there before the engines are found", () => {
    const early = { ...known, machine: { ...known.machine, reports: null } };
    expect(formItems(early)[0]).toMatchObject({
      choice: "start",
      description: "GoogLeNet · chapter · 10 epochs · how long is being found out …",
      detail: "Looking for the engines …",
    });
  });

  it("says what a faster engine would save, and of no engine that cannot be had", () => {
    const { machine } = known;
    const offered = { ...known, machine: { ...machine, reports: [missingTensorFlow, wasmReport] } };
    const line = lineOf(offered, "Install TensorFlow first");
    expect(line?.["description"]).toBe("about 90 minutes instead of 3 hours");
    expect(line?.["detail"]).toBe("on CPU, 2 threads · a guess");
    const remembered = paceOf({
      ...{ multiplyAdds, time, engine: "tensorflow", device: "CPU, 2 threads" },
      ...{ examplesPerSecond: 178, evaluatedPerSecond: 603 },
    });
    const before = { ...offered.machine, paces: [pace, remembered] };
    const sure = lineOf({ ...offered, machine: before }, "Install TensorFlow first");
    expect(sure?.["description"]).toBe("about 60 minutes instead of 3 hours");
    const reports = [unreachableTensorFlow, wasmReport];
    const without = { ...offered, machine: { ...machine, reports } };
    expect(lineOf(without, "Install TensorFlow")).toBeUndefined();
  });

  it("promises nothing of an engine that was slower here", () => {
    const slow = paceOf({
      ...{ multiplyAdds, engine: "tensorflow", device: "CPU, 2 threads", examplesPerSecond: 20 },
    });
    const reports = [missingTensorFlow, wasmReport];
    const machine = { ...known.machine, reports, paces: [pace, slow] };
    expect(lineOf({ ...known, machine }, "Install TensorFlow")).toBeUndefined();
  });

  it("has a line for each value that can be changed, with the value", () => {
    const values = Object.fromEntries(
      formItems(known).map(({ choice, description }) => [choice ?? "", description]),
    );
    expect(values).toMatchObject({
      recipe: "chapter",
      epochs: "10",
      learningRate: "0.1",
      schedule: "constant",
      optimizer: "sgd",
      weightDecay: "0",
      clipNorm: "no limit",
      inputSize: "96×96",
      batchSize: "128",
      seed: "1",
      engine: "Automatic, now WebAssembly",
      settings: "how often it is measured and saved",
    });
  });

  it("says which precision it would be, by what was tried", () => {
    const reports = [{ ...wasmReport, otherPrecisions: ["mixed_bfloat16"] as const }];
    const config: RunConfig = { ...known.config, recipe: "recommended", precision: "auto" };
    const precisionBy = (paces: readonly Pace[], changes: Partial<RunConfig> = {}): unknown => {
      const machine = { ...known.machine, reports, paces };
      const state = { ...known, config: { ...config, ...changes }, machine };
      return formItems(state).find(({ choice }) => choice === "precision")?.description;
    };
    const half = { ...pace, precision: "mixed_bfloat16" as const };
    const faster = { ...half, examplesPerSecond: 1.1 * pace.examplesPerSecond };
    expect(precisionBy([pace, faster])).toBe("Automatic, now mixed_bfloat16");
    expect(precisionBy([pace, half])).toBe("Automatic, now float32");
    expect(precisionBy([faster])).toBe("Automatic, now float32");
    expect(precisionBy([pace, faster], { recipe: "chapter" })).toBe("Automatic, now float32");
    expect(precisionBy([], { precision: "mixed_float16" })).toBe("mixed_float16");
  });

  it("offers momentum where the optimizer has any", () => {
    const choices = (changes: Partial<RunConfig>): readonly unknown[] =>
      formItems({ ...known, config: { ...known.config, ...changes } }).map(({ choice }) => choice);
    expect(choices({ optimizer: "nesterov" })).toContain("momentum");
    expect(choices({ optimizer: "adamw" })).not.toContain("momentum");
    expect(choices({})).not.toContain("momentum");
  });

  it("has a line for every value of a recipe, so that it is seen in full before the start", () => {
    const config = { ...known.config, optimizer: "momentum" as const };
    const choices = formItems({ ...known, config }).map(({ choice }) => choice);
    expect(choices).toEqual(expect.arrayContaining([...recipeKeys]));
  });
});

describe("a recipe", () => {
  it("says what sets it apart from the first", () => {
    expect(recipeDetail("chapter")).toBe(
      "10 epochs, batch 128, learning rate 0.1, constant, optimizer sgd, weights begin by xavier, 96×96 pixels, precision float32",
    );
    expect(recipeDetail("recommended")).toBe(
      [
        "Unlike chapter: network googlenet-bn, precision auto, 22 epochs",
        "learning rate 0.05, rises over 30 % of the steps, then falls along a cosine",
        "optimizer nesterov, weight decay 0.0005, label smoothing 0.1",
        "pictures changed by flip, shift, erase",
        "tested with the mean of the weights over 500 steps, weights begin by he",
        "first images of 32:0.15,48:0.35,64:0.3",
      ].join(", "),
    );
  });

  it("reads like no other one", () => {
    const details = recipeIds.map(recipeDetail);
    expect(new Set(details).size).toBe(recipeIds.length);
  });
});
