import * as z from "zod";
import { areFinite } from "../program/areFinite.js";
import { lossScaleStateSchema } from "../program/lossScale.js";
import type { ValueId } from "../program/operations.js";
import type { StateTensor, TrainingState } from "../program/state.js";
import { haveSameOptimizer } from "./sameOptimizer.js";
import { progressSchema, type Progress } from "./progress.js";
import { decodeTensors, encodeTensors, type TensorFile } from "./safetensors.js";
import { isIntact, seal, unsealed } from "./seal.js";
import { inEightBits, type RoundedTensor, type StoredTensor } from "./storedTensor.js";
import { type Message, says } from "../messages/message.js";
import { SaidError } from "../messages/saidError.js";

/** Files of the first format have no seal. */
const formats = { unsealed: "googlenet-explorer 1", sealed: "googlenet-explorer 2" } as const;
const layout = "convolution HWIO, dense in×out";

const metadataSchema = z.object({
  format: z.enum(formats),
  layout: z.literal(layout),
  sha256: z.string().optional(),
  progress: z.string(),
  lossScale: z.string().optional(),
});

export interface Checkpoint {
  readonly file: string;
  readonly progress: Progress;
  /** Versions before did not keep the scale of the loss. */
  readonly state: TrainingState;
}

/** What a checkpoint holds, whatever network it is of. */
export interface CheckpointContents {
  readonly progress: Progress;
  readonly lossScale: TrainingState["lossScale"];
  readonly tensors: TensorFile["tensors"];
}

/** What may be written as such: also tensors that are in 8 bits a number already. */
export interface WrittenContents extends Omit<CheckpointContents, "tensors"> {
  readonly tensors: ReadonlyMap<string, StoredTensor | RoundedTensor>;
}

/** Throws where a weight is missing or no number: what is saved can be gone on from. */
export function encodeCheckpoint(
  declared: readonly StateTensor[],
  { progress, state: { tensors: given, lossScale } }: Omit<Checkpoint, "file">,
): Uint8Array {
  const tensors = new Map(
    declared.map(({ id, shape }) => [id, { shape, values: soundValues(id, given.get(id)) }]),
  );
  return encodeContents({ progress, lossScale, tensors });
}

/** In 8 bits a number it takes a fourth. */
export function encodeContents(
  { progress, lossScale, tensors }: WrittenContents,
  bits: 8 | 32 = 32,
): Uint8Array {
  const written = new Map(
    [...tensors].map(([id, tensor]) => [
      id,
      bits === 8 && "values" in tensor ? inEightBits(tensor) : tensor,
    ]),
  );
  const metadata = {
    sha256: unsealed,
    format: formats.sealed,
    layout,
    progress: JSON.stringify(progress),
    ...(lossScale === null ? {} : { lossScale: JSON.stringify(lossScale) }),
  };
  const bytes = encodeTensors({ tensors: written, metadata });
  seal(bytes);
  return bytes;
}

/** Throws an Error that says in one sentence what is wrong where the bytes are not a whole checkpoint. */
export function decodeCheckpoint(bytes: Uint8Array): CheckpointContents {
  const file = decodeTensors(bytes);
  const parsed = metadataSchema.safeParse(file.metadata);
  if (!parsed.success) throw new SaidError("Its header is not that of a checkpoint.");
  const { format, sha256, progress, lossScale } = parsed.data;
  if (sha256 === undefined ? format === formats.sealed : !isIntact(bytes, sha256)) {
    throw new SaidError("Its bytes are not those that were written: its checksum is another.");
  }
  for (const [id, { values }] of file.tensors) requireNumbers(id, values);
  return {
    tensors: file.tensors,
    progress: parseJson(progressSchema, progress, says("Its progress is damaged.")),
    lossScale:
      lossScale === undefined
        ? null
        : parseJson(lossScaleStateSchema, lossScale, says("Its loss scale is damaged.")),
  };
}

/** The tensors of a program's state; throws an Error where the file has others. */
export function stateTensorsIn(
  tensors: ReadonlyMap<string, StoredTensor>,
  declared: readonly StateTensor[],
): ReadonlyMap<ValueId, Float32Array> {
  const ids = declared.map(({ id }) => id);
  if (!haveSameOptimizer(tensors.keys(), ids)) {
    throw new SaidError("It is of a run with another optimizer.");
  }
  return new Map(
    declared.map(({ id, shape }) => {
      const tensor = tensors.get(id);
      if (tensor === undefined || tensor.shape.join() !== shape.join()) {
        throw new SaidError(says("It has no tensor {0} of shape {1}.", id, shape.join("×")));
      }
      return [id, tensor.values];
    }),
  );
}

function soundValues(id: ValueId, values: Float32Array | undefined): Float32Array {
  if (values === undefined) throw new RangeError(`There is no weight ${id} to be saved.`);
  requireNumbers(id, values);
  return values;
}

function requireNumbers(id: ValueId, values: Float32Array): void {
  if (!areFinite(values)) throw new SaidError(says("Weights of {0} are no numbers.", id));
}

function parseJson<T>(schema: z.ZodType<T>, text: string, fault: Message): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new SaidError(fault, { cause });
  }
}
