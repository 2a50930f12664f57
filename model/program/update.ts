import type { Operation, ValueId } from "./operations.js";
import { ends } from "./program.js";
import type { Optimizer, Recipe } from "./recipe.js";
import type { StateTensor } from "./state.js";
import type { ValueTable } from "./values.js";

/** What writing an update needs to know and to add to. */
interface Writer {
  readonly values: ValueTable;
  readonly operations: Operation[];
  /** What the optimizer remembers. */
  readonly slots: StateTensor[];
}

/** Writes the step of one parameter along a gradient of it. */
type Descent<K extends Optimizer["kind"]> = (
  writer: Writer,
  parameter: StateTensor,
  step: {
    readonly gradient: ValueId;
    readonly optimizer: Extract<Optimizer, { kind: K }>;
    readonly decay: number;
  },
) => void;

const descents: { readonly [K in Optimizer["kind"]]: Descent<K> } = {
  sgd(writer, parameter, { gradient, decay }) {
    writer.operations.push({
      kind: "gradientDescent",
      parameter: parameter.id,
      gradient: decayed(writer, parameter, { gradient, decay }),
      rate: ends.rate,
    });
  },
  momentum(writer, parameter, { gradient, decay, optimizer: { momentum, isNesterov } }) {
    writer.operations.push({
      kind: "momentumDescent",
      parameter: parameter.id,
      gradient: decayed(writer, parameter, { gradient, decay }),
      velocity: addSlot(writer, parameter, "velocity"),
      rate: ends.rate,
      momentum,
      isNesterov,
    });
  },
  adamw(writer, parameter, { gradient, decay, optimizer: { beta1, beta2, epsilon } }) {
    writer.operations.push({
      kind: "adamDescent",
      parameter: parameter.id,
      gradient,
      mean: addSlot(writer, parameter, "mean"),
      square: addSlot(writer, parameter, "square"),
      rate: ends.rate,
      step: ends.step,
      ...{ beta1, beta2, epsilon, decay },
    });
  },
};

/** Appends the recipe's optimizer; returns what it remembers from step to step. */
export function appendUpdate(
  parameters: readonly StateTensor[],
  { optimizer, weightDecay, clipNorm }: Recipe,
  values: ValueTable,
  operations: Operation[],
): readonly StateTensor[] {
  const writer: Writer = { values, operations, slots: [] };
  const gradients = clipped(writer, parameters, clipNorm);
  // SAFETY: the table has for each kind the descent of that kind; TypeScript loses the tie.
  const descend = descents[optimizer.kind] as Descent<Optimizer["kind"]>;
  parameters.forEach((parameter, index) => {
    const decay = isDecayed(parameter) ? weightDecay : 0;
    descend(writer, parameter, { gradient: gradients[index] ?? "", optimizer, decay });
  });
  return writer.slots;
}

/** Only weights: what shifts or scales a channel has no reason to be small. */
function isDecayed({ shape }: StateTensor): boolean {
  return shape.length > 1;
}

function clipped(
  { values, operations }: Writer,
  parameters: readonly StateTensor[],
  largest: number | null,
): readonly ValueId[] {
  const gradients = parameters.map(({ id }) => values.get(`gradient/${id}`).id);
  if (largest === null) return gradients;
  const norm = values.fixed("gradients/norm", []);
  operations.push({ kind: "norm", inputs: gradients, output: norm });
  return gradients.map((gradient) => {
    const output = values.like(`${gradient}/clipped`, gradient);
    operations.push({ kind: "clip", gradient, norm, largest, output });
    return output;
  });
}

function decayed(
  { values, operations }: Writer,
  { id: parameter }: StateTensor,
  { gradient, decay }: { readonly gradient: ValueId; readonly decay: number },
): ValueId {
  if (decay === 0) return gradient;
  const output = values.like(`${gradient}/decayed`, gradient);
  operations.push({ kind: "addDecay", gradient, parameter, decay, output });
  return output;
}

function addSlot(
  { values, slots }: Writer,
  { id: parameter, node, shape }: StateTensor,
  name: string,
): ValueId {
  const id = values.fixed(`${parameter}/${name}`, shape);
  slots.push({ id, node, shape, initializer: "zeros" });
  return id;
}
