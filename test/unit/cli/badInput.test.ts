import { mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { fashionMnist } from "../../../model/data/fashionMnist.js";
import { filesOf } from "../../../model/data/idxSet.js";
import { writeCheckpoint } from "../../../model/folder/checkpoint.js";
import { noProgress } from "../../../model/folder/progress.js";
import { defaultRunConfig } from "../../../model/run/config.js";
import { pictureFiles, writeFiles } from "../../support/pictureFolders.js";
import { cliUnderTest } from "../../support/cliUnderTest.js";

const cli = cliUnderTest("bad-input");

const smallRecord = {
  runId: "r",
  config: { ...defaultRunConfig(), inputSize: [8, 8] },
  dataset: { classNames: ["a", "b"] },
};

describe("bad input", () => {
  it.each([
    [["train", "--batch-size", "0"], "The batch size 0 cannot be used."],
    [["train", "--learning-rate", "-1"], "The learning rate -1 cannot be used."],
    [["train", "--learning-rate", "abc"], 'The learning rate "abc" cannot be used.'],
    [
      ["train", "--network", "lenet"],
      'There is no network "lenet". Choose one of: googlenet, googlenet-bn',
    ],
    [
      ["train", "--network", "alexnet", "--input-size", "32"],
      "AlexNet cannot take an input of 1×32×32. Nothing would be left of it after b2/pool. Its smallest input is 1×65×65.",
    ],
    [
      ["train", "--network", "vgg11", "--input-size", "28x96"],
      "VGG-11 cannot take an input of 1×28×96. Nothing would be left of it after b5/pool. Its smallest input is 1×32×32.",
    ],
    [["train", "--optimizer", "adam"], 'The optimizer "adam" cannot be used. It must be sgd or'],
    [["train", "--momentum", "1"], "The momentum 1 cannot be used. It must be a number from 0 to"],
    [["train", "--weight-decay", "-1"], "The weight decay -1 cannot be used."],
    [["train", "--label-smoothing", "1"], "The label smoothing 1 cannot be used."],
    [
      ["train", "--augment", "turn"],
      'The augment "turn" cannot be used. It must be none or any of',
    ],
    [
      ["train", "--first-sizes", "32:0.6,48:0.4"],
      "It must be sizes up to 1,024 with shares of the steps, less than 1 together",
    ],
    [["train", "--input-size", "96x"], 'The input size "96x" cannot be used.'],
    [["train", "--input-size", "0"], "The input size 0×0 cannot be used."],
    [["train", "--first-sizes", "a:b"], 'The first sizes "a:b" cannot be used.'],
    [
      ["train", "--first-sizes", "128:0.5"],
      "The first sizes 128:0.5 cannot be used. 128×128 is larger than the input size, 96×96. Choose",
    ],
    [["train", "--learning-rate", "1e999"], 'The learning rate "1e999" cannot be used.'],
    [["train", "--batch-size", "0x10"], 'The batch size "0x10" cannot be used.'],
    [["evaluate", "nowhere", "--csv", "--json"], "cannot be used with option"],
    [["train", "--clip-norm", "0"], "The clip norm 0 cannot be used. It must be a number above 0"],
    [["train", "--schedule", "steps"], 'The schedule "steps" cannot be used.'],
    [["train", "--engine", "abacus"], 'There is no engine "abacus".'],
    [["train", "--recipe", "soup"], 'There is no recipe "soup".'],
    [["train", "--dataset", "mnist"], 'There is no data set "mnist".'],
    [["layers", "--rounds", "0"], '--rounds "0" is not a whole number of 1 or more.'],
    [["compare", "--batch-size", "abc"], 'The batch size "abc" cannot be used.'],
    [["train", "--resume"], "--resume does not say which run"],
    [["train", "--resume", "--run-dir", "nowhere"], "There is no run in this folder."],
    [["evaluate", "nowhere"], "There is no run in this folder."],
    [["predict", "nowhere", "shirt.png"], "There is no run in this folder."],
    [["predict", "nowhere"], "missing required argument 'image'"],
    [["describe", "--input", "96"], 'The input "96" is not a shape.'],
    [["describe", "--network", "lenet"], 'There is no network "lenet".'],
    [["train", "--run-dir", ""], "--run-dir is empty. Give it a value, or leave it out."],
    [["layers", "--data", ""], "--data is empty."],
    [["bench", "--peers", "--python", ""], "--python is empty."],
    [["evaluate", ""], "run-dir is empty. Give it a value."],
    [["contribution", "nowhere"], "There is no run in this folder."],
    [["contribution", "nowhere", "--examples", "0"], '--examples "0" is not a whole number of 1'],
    [["predict", "nowhere", "shirt.png", ""], "image is empty."],
    [["dance"], "unknown command 'dance'"],
    [["dance\u001b[31m"], "unknown command 'dance\\u001b[31m'"],
    [["train", "--wings", "2"], "unknown option '--wings'"],
  ])("%j is answered with one line and exit code 2", async (args, message) => {
    const { stdout, stderr, exitCode } = await cli.run(args);
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/ENO|E[A-Z]+:/u);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  it.each([
    ["layers", "--data", "nowhere"],
    ["evaluate", "run", "--data", "nowhere"],
    ["train", "--data", "nowhere"],
    ["train", "--data", "file"],
    ["train", "--data", "."],
    ["train", "--run-dir", "file"],
    ["train", "--run-dir", "file/below"],
    ["train", "--run-dir", "n".repeat(300)],
    ["train", "--run-dir", "/proc/run/of/mine"],
    ["sample", "--output", "file"],
  ])("is a folder that cannot be used, with one line that names it: %s %s %s", async (...args) => {
    await writeFile(path.join(cli.directory, "file"), "");
    await mkdir(path.join(cli.directory, "run"), { recursive: true });
    await writeFile(path.join(cli.directory, "run", "run.json"), JSON.stringify(smallRecord));
    const before = await readdir(cli.directory);
    const { stdout, stderr, exitCode } = await cli.run(args);
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    const [line = "", ...more] = stderr.trim().split("\n");
    expect(more).toEqual([]);
    expect(line).toContain(path.resolve(cli.directory, args.at(-1) ?? ""));
    expect(line).not.toContain("checkpoint");
    expect(await readdir(cli.directory)).toEqual(before);
  });

  it.each([
    ["batchSize", 1e9, "config.batchSize"],
    ["epochs", "many", "config.epochs"],
    ["inputSize", null, "config.inputSize"],
  ])("is a record with a %s of %j, told in our words", async (key, value, place) => {
    const record = { ...smallRecord, config: { ...smallRecord.config, [key]: value } };
    await mkdir(path.join(cli.directory, "run"), { recursive: true });
    await writeFile(path.join(cli.directory, "run", "run.json"), JSON.stringify(record));
    const { stderr, exitCode } = await cli.run(["evaluate", "run"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`Its ${place} has another form.`);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  it("is a checkpoint of another optimizer, which is refused before anything begins", async () => {
    const run = path.join(cli.directory, "other");
    await mkdir(run);
    const config = { ...smallRecord.config, inputSize: [96, 96], optimizer: "adamw" };
    await writeFile(path.join(run, "run.json"), JSON.stringify({ ...smallRecord, config }));
    const tensor = { id: "a/weight", node: "a", shape: [1], initializer: "zeros" } as const;
    const state = { tensors: new Map([["a/weight", Float32Array.of(1)]]), lossScale: null };
    await writeCheckpoint(run, [tensor], { progress: { ...noProgress, step: 3 }, state });
    const before = await readdir(run);
    const { stdout, stderr, exitCode } = await cli.run(["train", "--resume", "--run-dir", "other"]);
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("The run's checkpoints are not of the optimizer adamw");
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(await readdir(run)).toEqual(before);
  });

  it("leaves nothing of a run whose pictures do not fit what was asked, nor folders above it", async () => {
    const pictures = pictureFiles(["cats", "dogs"], 3, { inColor: true });
    await writeFiles(path.join(cli.directory, "pictures"), pictures);
    const before = await readdir(cli.directory);
    const args = ["--data", "pictures", "--hold-out", "20", "--run-dir", "deep/below/run"];
    const { stdout, stderr, exitCode } = await cli.run(["train", "--engine", "wasm", ...args]);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("training images cannot be held out");
    expect(await readdir(cli.directory)).toEqual(before);
  });

  it("is told from what fails on the way, which has exit code 1", async () => {
    const data = path.join(cli.directory, "damaged");
    await mkdir(data);
    for (const { name } of filesOf(fashionMnist)) await writeFile(path.join(data, name), "none");
    const { stdout, stderr, exitCode } = await cli.run(["layers", "--data", "damaged"]);
    expect(exitCode).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain("is damaged.");
    expect(stderr).not.toMatch(/\n\s+at /u);
  });
});
