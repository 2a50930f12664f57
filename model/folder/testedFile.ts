import * as z from "zod";
import { readOrdinaryFile } from "../host/ordinaryFile.js";
import { SaidError } from "../messages/saidError.js";
import { lossStep, type TestedAt } from "../run/testedExamples.js";
import { isIntact, seal, unsealed } from "./seal.js";
import { StepFolder } from "./stepFolder.js";

/** What the evaluations of a run made of each example. */
export const testedFolder = new StepFolder("tested", "bin");

const format = "googlenet-tested 1";
const lengthBytes = 8;
/** Of a file: a test set of some millions. */
const mostBytes = 64e6;

const headerSchema = z.object({
  format: z.literal(format),
  sha256: z.string(),
  step: z.int().nonnegative(),
  epoch: z.int().nonnegative(),
  examples: z.int().nonnegative(),
});

/** Three rows of 16 bits an example behind a header as JSON, whose length stands first: labels, what was chosen, losses. */
export function encodeTested({ step, epoch, labels, chosen, losses }: TestedAt): Uint8Array {
  const examples = labels.length;
  const header = { format, sha256: unsealed, step, epoch, examples };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const start = lengthBytes + Math.ceil(json.length / lengthBytes) * lengthBytes;
  const bytes = new Uint8Array(start + 3 * 2 * examples);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(start - lengthBytes), true);
  bytes.fill(0x20, lengthBytes, start);
  bytes.set(json, lengthBytes);
  const rows = [labels, chosen, losses.map((loss) => Math.round(loss / lossStep))];
  rows.forEach((row, place) => {
    row.forEach((value, example) => {
      view.setUint16(start + 2 * (place * examples + example), Math.min(value, 0xffff), true);
    });
  });
  seal(bytes);
  return bytes;
}

/** Throws an Error that says in one sentence what is wrong where the bytes are not a whole file. */
export function decodeTested(bytes: Uint8Array): TestedAt {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = bytes.length < lengthBytes ? NaN : lengthBytes + Number(view.getBigUint64(0, true));
  if (!(start <= bytes.length)) throw new SaidError("Its header is cut off.");
  const parsed = headerSchema.safeParse(valueOf(bytes.subarray(lengthBytes, start)));
  if (!parsed.success) throw new SaidError("Its header is not that of an evaluation's results.");
  const { sha256, step, epoch, examples } = parsed.data;
  if (bytes.length !== start + 3 * 2 * examples || !isIntact(bytes, sha256)) {
    throw new SaidError("Its bytes are not those that were written: its checksum is another.");
  }
  const row = (place: number): Uint16Array =>
    Uint16Array.from({ length: examples }, (_, example) =>
      view.getUint16(start + 2 * (place * examples + example), true),
    );
  const losses = Float32Array.from(row(2), (steps) => steps * lossStep);
  return { step, epoch, labels: row(0), chosen: row(1), losses };
}

/**
 * What the evaluations that a run has kept made of each example, the first first; those that are damaged, or of another
 * test set than the last, are left out.
 */
export async function readTested(runDirectory: string): Promise<readonly TestedAt[]> {
  const found: TestedAt[] = [];
  for (const step of await testedFolder.list(runDirectory)) {
    const tested = await readOne(testedFolder.pathOf(runDirectory, step));
    if (tested?.step === step) found.push(tested);
  }
  const labels = found.at(-1)?.labels.join() ?? "";
  return found.filter((each) => each.labels.join() === labels);
}

async function readOne(file: string): Promise<TestedAt | null> {
  try {
    return decodeTested(await readOrdinaryFile(file, mostBytes));
  } catch {
    return null;
  }
}

function valueOf(json: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(json));
  } catch {
    return null;
  }
}
