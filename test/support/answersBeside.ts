import { rename } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import type { AnswerOf, InputOf, QuestionKind } from "../../model/asking/index.js";
import { Answering } from "../../model/trainer/answering.js";
import { environmentAt } from "./environment.js";

export interface PictureRun {
  readonly ask: <K extends QuestionKind>(kind: K, input: InputOf<K>) => Promise<AnswerOf<K> | null>;
  readonly root: () => string;
  /** As of `trainOnPictures`, of images of 12×12. */
  readonly folder: () => string;
}

/** What a run answers of pictures of a person's own, without its data, and beside what takes long. */
export function testAnswersBeside({ ask, root, folder }: PictureRun): void {
  const asked = <K extends QuestionKind>(kind: K) => ({
    ...{ id: kind, kind, runDirectory: path.join(folder(), "run") },
  });

  it("sends a picture of one's own through as it sends an image of the set", async () => {
    const tiles = (await ask("testImages", [1]))!;
    const own = Buffer.from(tiles.pixels).toString("base64");
    const look = { nodes: ["b3/3a"], most: 4 };
    const seen = (await ask("seenImage", { ...look, own }))!;
    const known = await ask("seenImage", { ...look, example: 1 });
    expect(seen).toEqual({ ...known, label: null });
    const short = { ...look, own: own.slice(0, 8) };
    await expect(ask("seenImage", short)).rejects.toThrow(
      "The picture was prepared for images of another size: give it again.",
    );
  });

  it("sends a picture of one's own through where the run's data are gone", async () => {
    const [pictures, elsewhere] = ["pictures", "elsewhere"].map((name) =>
      path.join(folder(), name),
    );
    await rename(pictures!, elsewhere!);
    const answering = new Answering(environmentAt(root()), () => undefined);
    const of = <K extends QuestionKind>(kind: K, input: InputOf<K>) =>
      answering.ask({ ...asked(kind), input }, null);
    const own = Buffer.alloc(12 * 12 * 3, 99).toString("base64");
    const seen = await of("seenImage", { own, nodes: ["b3/3a"], most: 4 });
    expect(seen).toMatchObject({ classNames: ["cats", "dogs"], label: null });
    expect(seen?.probabilities).toHaveLength(2);
    const number = { node: "b3/3a", channel: 0, row: 0, column: 0 };
    expect(await of("derivedNumber", { own, ...number })).not.toBeNull();
    expect(await of("relevance", { own, node: "b3/3a", label: null })).not.toBeNull();
    expect(await of("inputsByImage", { own, layers: ["b3/3a/path1/conv1x1"] })).not.toBeNull();
    for (const ofTestSet of [
      of("seenImage", { example: 1, nodes: [], most: 1 }),
      of("testLabels", null),
    ]) {
      await expect(ofTestSet).rejects.toThrow(/^The data folder .*pictures cannot be found/u);
    }
    await rename(elsewhere!, pictures!);
    // They may be put back.
    expect(await of("testLabels", null)).not.toBeNull();
    await answering.close();
  });

  it("answers what is asked of an image before it goes on with what takes long", async () => {
    let done = 0;
    let meanwhile: Promise<unknown> | undefined;
    const own = new Answering(environmentAt(root()), (id, reached) => {
      if (id !== "contribution") return;
      done = reached;
      if (done === 0) meanwhile = Promise.all([0, 1].flatMap(lookAt)).then(() => done);
    });
    const lookAt = (example: number): Promise<unknown>[] => [
      own.ask({ ...asked("seenImage"), input: { example, nodes: [], most: 1 } }, null),
      own.ask({ ...asked("relevance"), input: { example, node: "b3/3a", label: 0 } }, null),
      own.ask({ ...asked("weights"), input: "b1/conv7x7" }, null),
    ];
    await own.ask({ ...asked("contribution"), input: 1e6 }, null);
    expect(done).toBeGreaterThan(0);
    expect(await meanwhile).toBe(0);
    await own.close();
  });
}
