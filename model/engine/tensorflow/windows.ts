import { perAxis, windowOutput, type Axis, type Window } from "../../network/window.js";
import type { PerAxis } from "../../network/spec.js";
import type { Value, ValueId } from "../../program/operations.js";
import { channelsLast, type Emission } from "./emission.js";
import type { TensorName } from "./graphBuilder.js";
import { attribute, dtype, type Attribute } from "./graphDef.js";

/** How a window lies on turned maps (`turn.ts`). */
interface TurnedWindow {
  /** Rows and columns in front that no window reaches: the last ones, before all was turned. */
  readonly unreached: PerAxis;
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** Along one axis: what of the maps is left out, and the padding around the rest. */
interface TurnedAxis {
  readonly unreached: number;
  readonly front: number;
  readonly behind: number;
  /** Whether the library's `SAME` padding is the same. */
  readonly isSame: boolean;
}

/** What a window on turned maps leaves out of them, and the padding around the rest. */
export function turnEdges(
  window: Window,
  { shape }: Pick<Value, "shape">,
): readonly [TurnedAxis, TurnedAxis] {
  const [height = 1, width = 1] = shape;
  return turnAxes(window, [height, width]);
}

export function turnWindow(window: Window, maps: Pick<Value, "shape">): TurnedWindow {
  const axes = turnEdges(window, maps);
  const strides = attribute.integers([1, ...window.stride, 1]);
  const unreached = perAxis((axis) => axes[axis].unreached);
  if (axes.every(({ isSame }) => isSame)) {
    const padding = attribute.string("SAME");
    return { unreached, attributes: { strides, padding, ...channelsLast } };
  }
  const paddings = [0, 0, ...axes.flatMap(({ front, behind }) => [front, behind]), 0, 0];
  const isPadded = paddings.some((side) => side > 0);
  return {
    unreached,
    attributes: {
      strides,
      padding: attribute.string(isPadded ? "EXPLICIT" : "VALID"),
      ...(isPadded ? { explicit_paddings: attribute.integers(paddings) } : {}),
      ...channelsLast,
    },
  };
}

export function turnPool(window: Window, maps: Pick<Value, "shape">): TurnedWindow {
  const { unreached, attributes } = turnWindow(window, maps);
  const ksize = attribute.integers([1, ...window.kernel, 1]);
  return { unreached, attributes: { ksize, ...attributes } };
}

/** The windows end where the turned maps do, with the padding that was in front: they begin where that leads to. */
function turnAxes(window: Window, lengths: PerAxis): readonly [TurnedAxis, TurnedAxis] {
  const outputs = windowOutput(lengths, window);
  const turn = (axis: Axis): TurnedAxis => {
    const [length, output] = [lengths[axis], outputs[axis]];
    const [kernel, stride] = [window.kernel[axis], window.stride[axis]];
    const behind = window.padding[axis];
    const before = (output - 1) * stride + kernel - behind - length;
    const [front, unreached] = [Math.max(0, before), Math.max(0, -before)];
    const rest = length - unreached;
    const ofSame = Math.max(0, (Math.ceil(rest / stride) - 1) * stride + kernel - rest);
    const isSame =
      output === Math.ceil(rest / stride) &&
      ofSame === front + behind &&
      Math.floor(ofSame / 2) === front;
    return { unreached, front, behind, isSame };
  };
  return [turn(0), turn(1)];
}

/** Maps in the compute type, without what no window reaches. */
export function readReached(
  { graph }: Emission,
  id: ValueId,
  { unreached }: TurnedWindow,
): TensorName {
  const maps = graph.read(id, graph.compute);
  return isWhole(unreached) ? maps : graph.from(maps, [0, ...unreached, 0], graph.compute);
}

/** The shape of what `readReached` reads. */
export function shapeOfReached(
  { graph }: Emission,
  id: ValueId,
  { unreached }: TurnedWindow,
): TensorName {
  const shape = graph.shapeOf(id);
  if (isWhole(unreached)) return shape;
  return graph.node("Sub", `reached/${graph.nodes.length}`, {
    inputs: [shape, graph.integers([0, ...unreached, 0])],
    attributes: { T: attribute.type(dtype.int32) },
  });
}

interface ReachedGradient {
  readonly op: string;
  readonly inputs: readonly TensorName[];
  readonly window: TurnedWindow;
}

/** Writes a gradient of what `readReached` reads as one of the whole maps: it is 0 where no window was. */
export function writeReached(
  { graph }: Emission,
  output: ValueId,
  { op, inputs, window: { unreached, attributes } }: ReachedGradient,
): void {
  const T = attribute.type(graph.compute);
  const isAll = isWhole(unreached);
  const gradient = graph.node(op, isAll ? output : `${output}/reached`, {
    inputs,
    attributes: { T, ...attributes },
  });
  const whole = (): TensorName =>
    graph.node("Pad", output, {
      inputs: [
        gradient,
        graph.pairs([[0, 0], ...unreached.map((side) => [side, 0] as const), [0, 0]]),
      ],
      attributes: { T, Tpaddings: attribute.type(dtype.int32) },
    });
  graph.bind(output, isAll ? gradient : whole(), graph.compute);
}

function isWhole(unreached: PerAxis): boolean {
  return unreached.every((side) => side === 0);
}
