import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { execa } from "execa";
import { findDataset } from "../../model/data/index.js";
import {
  defaultRunConfig,
  recipeIds,
  type Precision,
  type RecipeId,
  type SettledConfig,
} from "../../model/run/config.js";
import type { RunEvent } from "../../model/run/events.js";
import { specToTrain } from "../../model/training/specToTrain.js";
import { meanAndSpread } from "./meanAndSpread.js";
import { trainHeadless } from "./trainedHeadless.js";

/**
 * How long each recipe takes to an accuracy, from the command to the end of that evaluation, and the same
 * recipe in PyTorch where a Python that has it is named:
 *
 *     GOOGLENET_BENCH=1 GOOGLENET_BENCH_RECIPES=quick GOOGLENET_BENCH_SEEDS=1,2,3 \
 *       GOOGLENET_BENCH_PYTHON=… npx playwright test timeToAccuracy
 *
 * `GOOGLENET_BENCH_EPOCHS=2` takes so many epochs in place of the recipe's.
 */
const recipes = listed("RECIPES", ["quick"]).map(toRecipe);
const seeds = listed("SEEDS", ["1", "2", "3"]).map(Number);
const python = process.env["GOOGLENET_BENCH_PYTHON"];
const changes = listed("EPOCHS", []).map((epochs) => ({ epochs: Number(epochs) }))[0] ?? {};
/** Held-out accuracies of which the time is told. */
const goals = [0.85, 0.889, 0.937, 0.945];
/** Training accuracy, as the mean of so many steps. */
const learned = { goal: 0.6, steps: 20 };

interface Trained {
  /** Seconds until the training accuracy was reached; null where it was not. */
  readonly learned: number | null;
  readonly reached: readonly (number | null)[];
  readonly accuracy: number;
  readonly seconds: number;
}

for (const recipe of recipes) {
  test(`time to accuracy of ${recipe}`, async () => {
    test.setTimeout(0);
    let precision: Precision = "float32";
    const subjects: Record<string, (seed: number) => Promise<string>> = {
      ours: async (seed) => {
        const events = await trainHeadless({ recipe, seed, ...changes });
        precision = precisionIn(events);
        return events;
      },
      ...(python !== undefined && {
        // In what ours was found to be fastest in.
        PyTorch: (seed) =>
          trainInPyTorch(python, { ...defaultRunConfig(recipe), ...changes, seed, precision }),
      }),
    };
    const rows = new Map<string, Trained[]>(Object.keys(subjects).map((name) => [name, []]));
    for (const seed of seeds) {
      for (const [name, run] of Object.entries(subjects)) {
        const began = Date.now();
        const trained = trainedOf(await run(seed), began);
        rows.get(name)?.push(trained);
        process.stdout.write(`${recipe}, seed ${seed}, ${name}: ${told(trained)}\n`);
      }
    }
    for (const [name, all] of rows) {
      const accuracy = meanAndSpread(all.map((each) => each.accuracy));
      const minutes = meanAndSpread(all.map((each) => each.seconds / 60));
      process.stdout.write(
        `${recipe}, ${all.length} seeds, ${name}: ${accuracy} held out after ${minutes} minutes\n`,
      );
      expect(all.every((each) => each.accuracy > 0.1)).toBe(true);
    }
  });
}

function listed(name: string, otherwise: readonly string[]): readonly string[] {
  return process.env[`GOOGLENET_BENCH_${name}`]?.split(",") ?? otherwise;
}

function toRecipe(text: string): RecipeId {
  const recipe = recipeIds.find((id) => id === text);
  if (recipe === undefined) throw new Error(`There is no recipe ${text}.`);
  return recipe;
}

async function trainInPyTorch(python: string, config: SettledConfig): Promise<string> {
  const { signal } = new AbortController();
  const options = { directory: "", form: config, signal, report: () => undefined };
  const dataset = await findDataset(config.dataset)?.load(options);
  if (dataset === undefined) throw new Error(`There is no data set ${config.dataset}.`);
  const program = fileURLToPath(new URL("torchRecipe.py", import.meta.url));
  const spec = specToTrain(config, dataset);
  const args = [program, dataset.source, JSON.stringify(spec), JSON.stringify(config)];
  return (await execa(python, args)).stdout;
}

function precisionIn(lines: string): Precision {
  const started = eventsIn(lines).find((event) => event.kind === "started");
  const precision = started?.config.precision;
  return precision === undefined || precision === "auto" ? "float32" : precision;
}

function eventsIn(lines: string): readonly RunEvent[] {
  return lines
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as RunEvent);
}

function trainedOf(lines: string, began: number): Trained {
  const events = eventsIn(lines);
  const since = ({ time }: { readonly time: number }): number => (time - began) / 1000;
  const steps = events.filter((event) => event.kind === "step");
  const evaluations = events.filter((event) => event.kind === "evaluation");
  const good = steps.find((_, index) => {
    const last = steps.slice(Math.max(0, index + 1 - learned.steps), index + 1);
    const sum = last.reduce((total, { accuracy }) => total + accuracy, 0);
    return last.length === learned.steps && sum / last.length >= learned.goal;
  });
  const last = evaluations.at(-1);
  if (last === undefined) throw new Error("The run has no evaluation.");
  return {
    learned: good === undefined ? null : since(good),
    reached: goals.map((goal) => {
      const first = evaluations.find(({ accuracy }) => accuracy >= goal);
      return first === undefined ? null : since(first);
    }),
    accuracy: last.accuracy,
    seconds: since(last),
  };
}

function told({ learned: seconds, reached, accuracy, seconds: whole }: Trained): string {
  const times = [`${learned.goal} in training ${inSeconds(seconds)}`].concat(
    goals.map((goal, index) => `${goal} held out ${inSeconds(reached[index] ?? null)}`),
  );
  return `${times.join(", ")}; ${accuracy.toFixed(4)} held out at the end, ${inSeconds(whole)}`;
}

function inSeconds(seconds: number | null): string {
  return seconds === null ? "never" : `after ${seconds.toFixed(1)} s`;
}
