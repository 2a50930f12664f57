import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { csvParse } from "d3";
import { PNG } from "pngjs";
import { beforeAll, describe, expect, it } from "vitest";
import { readRunRecord } from "../../../model/folder/runRecord.js";
import { visibleText } from "../../../model/messages/visibleText.js";
import { dataPreviewSchema } from "../../../model/run/dataPreview.js";
import { cliUnderTest, eventsOf, type Outcome } from "../../support/cliUnderTest.js";
import { pictureFiles, plainPicture, pngOf, writeFiles } from "../../support/pictureFolders.js";

const cli = cliUnderTest("own-pictures");
const classNames = ["cats", "dogs", "ציפורים\u001b[31m"];
const small = ["--engine", "wasm", "--threads", "1", "--input-size", "8", "--batch-size", "4"];

function run(...args: readonly string[]): Promise<Outcome> {
  return cli.run(args, { env: { GOOGLENET_CACHE: path.join(cli.directory, "cache") } });
}

beforeAll(async () => {
  await writeFiles(
    path.join(cli.directory, "pets"),
    pictureFiles(classNames, 5, { inColor: true }),
  );
});

describe("a person's own pictures", () => {
  it("are told before anything trains, with sixteen as the network will see them", async () => {
    const told = await run("data", "pets", "--input-size", "8x6", "--json", "--pictures", "16.png");
    const preview = dataPreviewSchema.parse(JSON.parse(told.stdout));
    expect(preview).toMatchObject({ dataset: "folder", title: "pets", input: [3, 8, 6] });
    expect(preview.classes).toEqual(classNames.map((name) => ({ name, train: 4, test: 1 })));
    expect(preview.pictures).toHaveLength(12);
    expect(preview.pictures.slice(0, 4).map(({ className }) => className)).toEqual([
      ...classNames,
      "cats",
    ]);
    const bytes = Buffer.from(preview.pictures[0]?.pixels ?? "", "base64");
    expect(bytes).toHaveLength(3 * 8 * 6);
    const sheet = PNG.sync.read(await readFile(path.join(cli.directory, "16.png")));
    expect([sheet.width, sheet.height]).toEqual([4 * 8 - 2, 3 * 10 - 2]);
    expect([...sheet.data.subarray(0, 3)]).toEqual([...bytes.subarray(0, 3)]);
    const { stdout, exitCode } = await run("data", "pets");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("ציפורים\\u001b[31m         4     1");
    expect(stdout).toContain("the middle is cut out");
  });

  it("are shown as a step would change them, where a run is to", async () => {
    const told = await run(
      "data",
      "pets",
      "--augment",
      "flip,shift",
      "--json",
      "--pictures",
      "a.png",
    );
    const { pictures, changed } = dataPreviewSchema.parse(JSON.parse(told.stdout));
    expect(changed.map(({ className }) => className)).toEqual(
      pictures.map(({ className }) => className),
    );
    const asTaken = changed.filter(({ pixels }, place) => pixels === pictures[place]?.pixels);
    expect(asTaken.length).toBeLessThan(pictures.length / 2);
    const sheet = PNG.sync.read(await readFile(path.join(cli.directory, "a.png")));
    expect(sheet.height).toBe(6 * 98 - 2);
  });

  it("are trained on, evaluated and predicted, and gone on with as long as they stay the same", async () => {
    const trained = await run(
      "train",
      "--data",
      "pets",
      ...small,
      "--max-steps",
      "2",
      "--run-dir",
      "run",
      "--json",
    );
    expect(trained.exitCode).toBe(0);
    const started = eventsOf(trained.stdout).find((event) => event.kind === "started");
    expect(started).toMatchObject({
      config: { dataset: "folder" },
      dataset: { title: "pets", classNames, channels: 3, trainExamples: 12, testExamples: 3 },
      stepsPerEpoch: 3,
      // The chapter's network has 5,977,530 for one channel and ten classes.
      parameters: 5_977_530 + 2 * 49 * 64 - 7 * 1025,
    });
    const directory = path.join(cli.directory, "run");
    expect(readRunRecord(directory).data.checksums).toHaveProperty("pictures");

    const evaluated = JSON.parse((await run("evaluate", "run", "--json")).stdout) as unknown;
    expect(evaluated).toMatchObject({ dataset: "folder", examples: 3, step: 2 });
    expect(evaluated).toMatchObject({ classes: classNames.map((name) => ({ name, examples: 1 })) });
    const { confusion } = evaluated as { confusion: { label: number; chosen: number }[] };
    const csv = csvParse((await run("evaluate", "run", "--confusion", "--csv")).stdout.trim());
    // A terminal is told no character that it would obey.
    const names = classNames.map(visibleText);
    expect(csv.columns).toEqual(["class", ...names]);
    csv.forEach((row, label) => {
      const chosen = confusion.find((taken) => taken.label === label)?.chosen;
      const counts = names.map((name, column) => [name, column === chosen ? "1" : "0"]);
      expect(row).toEqual({ class: names[label], ...Object.fromEntries(counts) });
    });

    const predicted = JSON.parse(
      (await run("predict", "run", "pets/dogs/1.png", "--json")).stdout,
    ) as {
      predictions: [{ classes: { name: string; probability: number }[] }];
    };
    const [{ classes }] = predicted.predictions;
    expect(classes.map(({ name }) => name).sort()).toEqual([...classNames].sort());
    expect(classes.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 4);

    const features = ["features", "run", "pets/dogs/1.png", "--node", "b3/3a"];
    const seen = await run(...features, "--output", "maps.png", "--json");
    const { node, maps } = JSON.parse(seen.stdout) as { node: string; maps: { mean: number }[] };
    expect([node, maps.length]).toEqual(["b3/3a/concat", 256]);
    const means = maps.map(({ mean }) => mean);
    expect(means).toEqual(means.toSorted((a, b) => b - a));
    // 16 by 16 maps, enlarged to 24 pixels a side, with gaps between them.
    const sheet = PNG.sync.read(await readFile(path.join(cli.directory, "maps.png")));
    expect([sheet.width, sheet.height]).toEqual([16 * 26 - 2, 16 * 26 - 2]);
    const lost = await run(...features.slice(0, -1), "b3/3z");
    expect([lost.exitCode, lost.stderr]).toEqual([
      2,
      expect.stringContaining('There is no layer "b3/3z". Choose one of: b3/3a, b3/3b, b3/pool.'),
    ]);

    const resumed = await run(
      "train",
      "--resume",
      "--run-dir",
      "run",
      "--max-steps",
      "4",
      "--json",
    );
    expect(eventsOf(resumed.stdout).at(-1)).toMatchObject({
      kind: "finished",
      summary: { steps: 4 },
    });

    const more = path.join(cli.directory, "pets", "cats", "more.png");
    await writeFile(more, pngOf(plainPicture([1, 2, 3], { width: 5, height: 5 })));
    const changed = await run("train", "--resume", "--run-dir", "run", "--max-steps", "5");
    expect(changed.exitCode).toBe(2);
    expect(changed.stderr).toContain("have changed since the run began");
    const asked = await run("evaluate", "run", "--json");
    expect(asked.stderr).toContain("are not those that the run was trained on");
    expect(asked.exitCode).toBe(0);
    await rm(more);
  });

  it("that cannot be read are told file by file before anything trains, unless they are to be skipped", async () => {
    const bad = path.join(cli.directory, "pets", "dogs", "text.png");
    await writeFile(bad, "no picture");
    const train = ["train", "--data", "pets", ...small, "--max-steps", "1", "--run-dir", "strict"];
    const refused = await run(...train);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toMatch(/that cannot be read: 1\. dogs\/text\.png: It is not one of/u);
    const told = await run("data", "pets");
    expect(told.stdout).toMatch(/left out: 1\ndogs\/text\.png {2}It is not one of/u);
    const { exitCode } = await run(...train, "--skip-unreadable");
    expect(exitCode).toBe(0);
    await rm(bad);
  });
});

describe("a folder that holds no data", () => {
  it.each([
    [["data", "nowhere"], "cannot be found"],
    [["data", "16.png"], "is no folder"],
    [["data", "empty"], "Looked for: Fashion-MNIST's four IDX files"],
    [["data", "one"], "has one class, only."],
    [["data", "cut"], "is no multiple of the 3073 bytes"],
    [["train", "--data", "cut"], "is no multiple of the 3073 bytes"],
    [["train", "--data", "one", "--dataset", "folder"], "has one class, only."],
    [["train", "--data", "pets", "--dataset", "idx"], "Nothing in it is named like train-images"],
    [["train", "--dataset", "folder"], "No data folder is chosen."],
    [["data", "pets", "--pictures", "nowhere/16.png"], "cannot be written"],
  ])("is said with exit code 2: %j", async (args, message) => {
    const names = [1, 2, 3, 4, 5].map((number) => `data_batch_${number}`);
    const batches = Object.fromEntries(
      [...names, "test_batch"].map((name) => [`cut/${name}.bin`, "1234"]),
    );
    const one = Object.fromEntries(
      Object.entries(pictureFiles(["only"], 2)).map(([name, content]) => [`one/${name}`, content]),
    );
    await writeFiles(cli.directory, { "empty/notes.txt": "", ...batches, ...one });
    const { stdout, stderr, exitCode } = await run(...args);
    expect(stderr).toContain(message);
    expect([exitCode, stdout]).toEqual([2, ""]);
  });
});
