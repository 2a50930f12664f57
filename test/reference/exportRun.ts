import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { askInBatches } from "../../model/asking/askInBatches.js";
import { dataOfRecord } from "../../model/asking/dataOfRecord.js";
import { ImageInUse } from "../../model/asking/imageInUse.js";
import { writeWeights, openTrained, readTrained } from "../../model/asking/trainedNetwork.js";
import { tilesOf } from "../../model/asking/testImages.js";
import { readRunRecord } from "../../model/folder/runRecord.js";
import { scoresOf } from "../../model/network/scores.js";
import { environmentAt } from "../support/environment.js";

/**
 * Images whose maps and gradients are compared number by number. In none of them are two of a pool's numbers so near
 * each other that float32 and float64 take another for the largest, as in 2018 of the sample run.
 */
const looked = [0, 4, 2000, 8292];
const atOnce = 64;
const ignore = (): void => undefined;
const { signal } = new AbortController();

/**
 * With noise: where an image is flat, whole fields of a map are alike, and which of equal ones is a pool's largest, so
 * that the gradient goes on through it, is nobody's to say.
 */
function withNoise(pixels: Uint8Array): Uint8Array {
  return pixels.map((value, place) => {
    const noise = (Math.imul(place + 1, 0x9e3779b1) >>> 24) % 48;
    return value < 128 ? value + noise : value - noise;
  });
}

/** Numbers of a file, which says where each array lies. */
class Pack {
  private readonly parts: Float32Array[] = [];
  private next = 0;
  readonly places: Record<string, { readonly at: number; readonly length: number }> = {};

  add(name: string, values: Float32Array): void {
    this.places[name] = { at: this.next, length: values.length };
    this.parts.push(values.slice());
    this.next += values.length;
  }

  get bytes(): Uint8Array {
    const all = new Float32Array(this.next);
    let at = 0;
    for (const part of this.parts) {
      all.set(part, at);
      at += part.length;
    }
    return new Uint8Array(all.buffer);
  }
}

/** Writes a run's weights, the test set and what an engine says of it into a folder, for `evaluation.py`. */
async function exportRun(runDirectory: string, output: string, engine: string): Promise<void> {
  const record = readRunRecord(runDirectory);
  const trained = await readTrained(runDirectory, record, ignore);
  const { graph, learned } = trained;
  const { test } = await dataOfRecord(record, { dataDirectory: "", signal, log: ignore });
  const place = { engine, environment: environmentAt(process.cwd()), log: ignore };
  const pack = new Pack();
  for (const [id, values] of learned.tensors) pack.add(`weights ${id}`, values);
  const score = scoresOf(graph);
  const { session } = await openTrained(trained, { values: [score], images: test, atOnce }, place);
  const watch = { atOnce, signal, reach: ignore };
  pack.add("logits", await askInBatches(session, test, score, watch));
  session.close();
  const image = new ImageInUse(
    (asked) => openTrained(trained, asked, place),
    (open) => {
      writeWeights(open.session, trained);
    },
  );
  const noisy = withNoise(tilesOf(test, looked).pixels);
  for (const [place, example] of looked.entries()) {
    const shape = { height: test.height, width: test.width, channels: test.channels };
    const length = noisy.length / looked.length;
    const pixels = noisy.subarray(place * length, (place + 1) * length);
    const one = { ...shape, count: 1, images: pixels, labels: new Uint8Array(1) };
    const { seen, slopes, label } = await image.slopes(trained, {
      image: one,
      muted: [],
      label: null,
    });
    pack.add(`label ${example}`, Float32Array.of(label));
    for (const [id, values] of seen.values) pack.add(`value ${example} ${id}`, values);
    for (const [id, values] of slopes) pack.add(`slope ${example} ${id}`, values);
  }
  await mkdir(output, { recursive: true });
  const { count, height, width, channels } = test;
  const facts = {
    ...{ network: record.config.network, classes: graph.spec.classes, input: graph.input },
    ...{ examples: { count, height, width, channels }, looked, places: pack.places },
  };
  await writeFile(path.join(output, "facts.json"), JSON.stringify(facts));
  await writeFile(path.join(output, "numbers.bin"), pack.bytes);
  await writeFile(path.join(output, "images.bin"), test.images);
  await writeFile(path.join(output, "noisy.bin"), noisy);
  await writeFile(path.join(output, "labels.bin"), test.labels);
}

const [runDirectory = "media/sample", output = "dist/test/reference", engine = "wasm"] =
  process.argv.slice(2);
await exportRun(path.resolve(runDirectory), output, engine);
