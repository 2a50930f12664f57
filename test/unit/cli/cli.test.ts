import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { PNG } from "pngjs";
import { describe, expect, it } from "vitest";
import { claimRun, releaseRun } from "../../../model/folder/runClaim.js";
import type { RunEvent } from "../../../model/run/events.js";
import { cliUnderTest, eventsOf, type Outcome } from "../../support/cliUnderTest.js";

const cli = cliUnderTest("commands");
/** The engine that starts at once, where it does not matter which; without it TensorFlow is chosen. */
const wasm = ["--engine", "wasm"];
/** The one for many images. */
const tensorflow = ["--engine", "tensorflow"];
const googlenet = (args: readonly string[]): Promise<Outcome> => cli.run(args);

describe("googlenet describe", () => {
  it("prints the contract's JSON alone on stdout", async () => {
    const { stdout, stderr, exitCode } = await googlenet(["describe", "--json"]);
    const description = JSON.parse(stdout) as { nodes: { id: string }[] };
    expect(exitCode).toBe(0);
    expect(stderr).toBe("");
    expect(description).toMatchObject({
      network: "googlenet",
      input: [1, 96, 96],
      parameters: 5_977_530,
      multiplyAdds: 276_066_304,
    });
    expect(description.nodes.find(({ id }) => id === "b3/3a/path2/conv3x3")).toEqual({
      id: "b3/3a/path2/conv3x3",
      kind: "convolution",
      inputShape: [96, 12, 12],
      outputShape: [128, 12, 12],
      parameters: 110_720,
      multiplyAdds: 15_925_248,
      receptiveField: { size: 43, jump: 8 },
    });
  });

  it("takes any input from 1×1×1 up", async () => {
    const { stdout } = await googlenet(["describe", "--input", "1x1x1", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ input: [1, 1, 1], parameters: 5_977_530 });
  });
});

/** As versions recorded a run that knew no other than plain descent. */
async function forgetOptimizer(run: string): Promise<void> {
  const file = path.join(cli.directory, run, "run.json");
  const record = JSON.parse(await readFile(file, "utf8")) as { config: Record<string, unknown> };
  const later = ["optimizer", "momentum", "weightDecay", "labelSmoothing", "clipNorm"];
  const kept = Object.entries(record.config).filter(([key]) => !later.includes(key));
  const config = Object.fromEntries(kept);
  await writeFile(file, JSON.stringify({ ...record, config }));
}

/** The weights fit images of any size, and small ones take no time. */
async function shrinkInput(run: string): Promise<void> {
  const file = path.join(cli.directory, run, "run.json");
  const record = JSON.parse(await readFile(file, "utf8")) as { config: object };
  await writeFile(
    file,
    JSON.stringify({ ...record, config: { ...record.config, inputSize: [8, 8] } }),
  );
}

describe("googlenet layers", () => {
  const little = ["--batch-size", "2", "--rounds", "2"];

  it("lists every layer with its times, the longest first", async () => {
    const { stdout, exitCode } = await googlenet(["layers", ...wasm, ...little]);
    expect(exitCode).toBe(0);
    const rows = stdout.split("\n").slice(2, -1);
    const shares = rows.map((row) => Number(/([\d.]+) %$/.exec(row)?.[1]));
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    const all = Number(/^all\s+([\d.]+)/mu.exec(stdout)?.[1]);
    const times = rows.map((row) => {
      const [, forward = "", , backward = ""] = row.split(/\s+/u);
      return [forward, backward].reduce((sum, time) => sum + (time === "–" ? 0 : Number(time)), 0);
    });
    // Milliseconds and shares are rounded to a tenth.
    const allowed = 0.05 + (100 * 0.1) / all;
    times.forEach((time, place) => {
      expect(Math.abs((shares[place] ?? NaN) - (100 * time) / all)).toBeLessThanOrEqual(allowed);
    });
    const total = shares.reduce((sum, share) => sum + share, 0);
    expect(Math.abs(total - 100)).toBeLessThanOrEqual(0.05 * shares.length);
    expect(rows.filter((row) => row.includes("conv3x3"))).toHaveLength(10);
  });

  it("gives the groups too as JSON, alone on stdout", async () => {
    const { stdout } = await googlenet(["layers", ...wasm, ...little, "--json"]);
    const { nodes } = JSON.parse(stdout) as { nodes: Record<string, { forward: number }> };
    const paths = [1, 2, 3, 4].map((path) => nodes[`b3/3a/path${path}`]?.forward ?? NaN);
    const concat = nodes["b3/3a/concat"]?.forward ?? NaN;
    const sum = paths.reduce((total, each) => total + each, concat);
    // Medians of sums are not the sums of medians.
    expect(sum / (nodes["b3/3a"]?.forward ?? NaN)).toBeGreaterThan(0.5);
    expect(sum / (nodes["b3/3a"]?.forward ?? NaN)).toBeLessThan(2);
  });
});

describe("googlenet train", () => {
  const size = ["--batch-size", "4", "--input-size", "28"];
  const small = [...size, "--statistics-every", "2", "--json"];

  it("trains on the real data, records the run, and goes on with it exactly", async () => {
    const first = ["train", "--max-steps", "3", "--run-dir", "first", ...small, ...wasm];
    const { stdout, exitCode } = await googlenet(first);
    const events = eventsOf(stdout);
    expect(exitCode).toBe(0);
    expect(events.filter(({ kind }) => kind === "step")).toHaveLength(3);
    expect(events.at(-1)).toMatchObject({ kind: "finished", reason: "maxSteps" });
    const recorded = await readFile(path.join(cli.directory, "first", "events.ndjson"), "utf8");
    expect(eventsOf(recorded)).toEqual(events);
    const run = JSON.parse(
      await readFile(path.join(cli.directory, "first", "run.json"), "utf8"),
    ) as object;
    expect(run).toMatchObject({ config: { seed: 1, batchSize: 4 }, engine: { id: "wasm" } });

    const whole = eventsOf(
      (await googlenet(["train", "--max-steps", "5", "--run-dir", "whole", ...small, ...wasm]))
        .stdout,
    );
    await forgetOptimizer("first");
    const same = ["--batch-size", "4", "--seed", "1", "--recipe", "chapter"];
    const resume = ["train", "--resume", "--max-steps", "5", "--run-dir", "first", "--json"];
    const rest = eventsOf((await googlenet([...resume, ...same])).stdout);
    const losses = (of: readonly RunEvent[]): readonly number[] =>
      of.flatMap((event) => (event.kind === "step" ? [event.loss] : []));
    expect([...losses(events), ...losses(rest)]).toEqual(losses(whole));
  });

  it.each([
    [["--batch-size", "8"], "cannot go on with --batch-size 8. It was begun with --batch-size 4,"],
    [["--seed", "2"], "cannot go on with --seed 2. It was begun with --seed 1,"],
    [["--optimizer", "adamw"], "cannot go on with --optimizer adamw. It was begun with"],
    [["--recipe", "recommended"], "Leave --recipe out, or begin a new run in another folder."],
    [["--recipe", "soup"], 'There is no recipe "soup".'],
  ])("does not go on with a run otherwise than it was begun: %j", async (change, message) => {
    const args = ["train", "--resume", "--run-dir", "first", "--max-steps", "9", ...change];
    const { stderr, exitCode } = await googlenet(args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  it("evaluates the recorded run's checkpoint on the test set, class by class", async () => {
    await shrinkInput("first");
    const { stdout, exitCode } = await googlenet(["evaluate", "first", ...tensorflow, "--json"]);
    const evaluation = JSON.parse(stdout) as { accuracy: number; classes: { accuracy: number }[] };
    expect(exitCode).toBe(0);
    expect(evaluation).toMatchObject({
      checkpoint: "step-00000005.safetensors",
      step: 5,
      examples: 10_000,
    });
    const { classes, accuracy } = evaluation;
    expect(classes).toHaveLength(10);
    expect(classes.reduce((sum, each) => sum + each.accuracy / 10, 0)).toBeCloseTo(accuracy, 9);
  });

  it("takes the recorded run's paths away, one after the other", async () => {
    const question = ["contribution", "first", "--examples", "8", "--json"];
    const { stdout, exitCode } = await googlenet(question);
    expect(exitCode).toBe(0);
    const { examples, paths } = JSON.parse(stdout) as { examples: number; paths: object[] };
    expect(examples).toBe(8);
    expect(paths).toHaveLength(36);
    expect(paths[1]).toMatchObject({ path: "b3/3a/path2" });
  });

  it("predicts what pictures show, and names a file that is none", async () => {
    const picture = path.join(cli.directory, "shirt.png");
    await writeFile(picture, PNG.sync.write(new PNG({ width: 40, height: 60 })));
    const question = ["predict", "first", picture, ...wasm, "--pictures", "steps.png", "--json"];
    const { stdout, exitCode } = await googlenet(question);
    const { predictions } = JSON.parse(stdout) as {
      predictions: { image: string; steps: { id: string }[]; classes: { probability: number }[] }[];
    };
    expect(exitCode).toBe(0);
    expect(predictions).toMatchObject([{ image: picture }]);
    const steps = predictions[0]?.steps.map(({ id }) => id);
    expect(steps).toEqual(["taken", "gray", "inverted", "trimmed", "resized"]);
    const sheet = PNG.sync.read(await readFile(path.join(cli.directory, "steps.png")));
    expect([sheet.width, sheet.height]).toEqual([5 * 66 - 2, 64]);
    const probabilities = predictions[0]?.classes.map(({ probability }) => probability) ?? [];
    expect(probabilities).toHaveLength(3);
    expect(probabilities).toEqual(probabilities.toSorted((a, b) => b - a));

    const bad = await googlenet(["predict", "first", picture, "first/run.json"]);
    expect(bad.exitCode).toBe(2);
    expect(bad.stdout).toBe("");
    expect(bad.stderr.trim().split("\n")).toHaveLength(1);
    expect(bad.stderr).toContain("The image first/run.json cannot be read. It is not one of: PNG");
  });

  it("predicts more pictures than files may be open", async () => {
    const picture = path.join(cli.directory, "shirt.png");
    const many = Array.from({ length: 150 }, () => picture).join(" ");
    const { stdout, stderr, exitCode } = await cli.shell(
      `ulimit -n 120; googlenet predict first ${tensorflow.join(" ")} ${many}`,
    );
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining("of one color")]);
    expect(stdout.trim().split("\n")).toHaveLength(150);
  });

  it("refuses to go on with a run that another trainer has, and leaves it its record", async () => {
    const record = path.join(cli.directory, "first");
    const events = await readFile(path.join(record, "events.ndjson"), "utf8");
    await claimRun(record, process.pid);
    const { stderr, exitCode } = await googlenet(["train", "--resume", "--run-dir", "first"]);
    await releaseRun(record, process.pid);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`Another trainer is at work on this run. Process ${process.pid}`);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(await readFile(path.join(record, "events.ndjson"), "utf8")).toBe(events);
  });

  it("refuses to mix a new run into an old one's folder", async () => {
    const args = ["train", "--max-steps", "1", "--run-dir", "first", ...small];
    const { stdout, stderr, exitCode } = await googlenet(args);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("The folder holds a run already.");
  });

  it("goes on with a run that was ended after so many steps, and says the truth of what is left", async () => {
    const go = async (...args: readonly string[]): Promise<Outcome> =>
      googlenet(["train", "--resume", "--run-dir", "bounded", ...args]);
    const bounded = [...wasm, "--run-dir", "bounded", ...size];
    await googlenet(["train", "--max-steps", "3", ...bounded]);
    for (const steps of ["2", "3"]) {
      const { stderr, exitCode } = await go("--max-steps", steps);
      expect(stderr).toContain("All steps that were asked for are done: the run has taken 3.");
      expect(stderr).not.toContain("of 2");
      expect(exitCode).toBe(0);
    }
    const further = await go("--max-steps", "4");
    expect(further.stderr).toContain("Going on after step 3 of 4.");
    // Only a step is wanted of all that is left.
    const run = execa("node", [cli.file, "train", "--resume", "--run-dir", "bounded", "--json"], {
      cwd: cli.directory,
      reject: false,
    });
    run.stdout.on("data", (chunk: Buffer) => {
      if (chunk.toString().includes('"kind":"step"')) run.kill("SIGINT");
    });
    const { stderr, exitCode } = await run;
    expect(stderr).toContain("Going on after step 4 of 150000.");
    expect(exitCode).toBe(130);
  });

  it("begins again with a run that has no checkpoint yet, as it was begun", async () => {
    const record = path.join(cli.directory, "begun");
    await mkdir(record);
    await copyFile(path.join(cli.directory, "first", "run.json"), path.join(record, "run.json"));
    const { stderr, exitCode } = await googlenet([
      ...["train", "--resume", "--run-dir", "begun", "--max-steps", "1"],
    ]);
    expect(exitCode).toBe(0);
    expect(stderr).toContain("The run has no checkpoint yet, so it begins again.");
    expect(await readdir(path.join(record, "checkpoints"))).toHaveLength(1);
  });

  it.each([
    ["Ctrl-C", "SIGINT", [], "tensorflow"],
    ["a request to end", "SIGTERM", wasm, "wasm"],
  ] as const)(
    "writes a checkpoint on %s and ends with exit code 130",
    async (_name, signal, by, engine) => {
      const run = execa("node", [cli.file, "train", "--run-dir", signal, ...small, ...by], {
        cwd: cli.directory,
        reject: false,
        // On a busy machine a checkpoint may take longer than a request to end is waited for.
        forceKillAfterDelay: false,
      });
      let isAsked = false;
      run.stdout.on("data", (chunk: Buffer) => {
        if (isAsked || !chunk.toString().includes('"kind":"step"')) return;
        isAsked = run.kill(signal);
      });
      const { stdout, exitCode } = await run;
      expect(exitCode).toBe(130);
      const events = eventsOf(stdout);
      expect(events.find(({ kind }) => kind === "started")).toMatchObject({
        engine: { id: engine },
      });
      expect(events.slice(-2)).toMatchObject([
        { kind: "checkpoint" },
        { kind: "finished", reason: "stopped" },
      ]);
    },
  );
});
