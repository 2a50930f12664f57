import type { OperationOf } from "../../program/operations.js";
import { perAxis, type Window } from "../../network/window.js";
import { channelsLast, f32, float, type Emission } from "./emission.js";
import type { TensorName } from "./graphBuilder.js";
import { attribute, dtype, type Attribute } from "./graphDef.js";
import { turnEdges } from "./windows.js";

/**
 * The library's means leave padding out, which counts here: so the zeros are put around the maps before,
 * and are cut off the gradient. In float32, the only type that both of its kernels know everywhere.
 */
export const averagePoolEmitters = {
  averagePool({ input, window, output }: OperationOf<"averagePool">, emission: Emission): void {
    const { graph } = emission;
    const edges = turnEdges(window, emission.valueOf(input));
    const unreached = perAxis((axis) => edges[axis].unreached);
    const maps = graph.read(input, f32);
    const isWhole = unreached.every((side) => side === 0);
    const reached = isWhole ? maps : graph.from(maps, [0, ...unreached, 0], f32);
    const paddings = edges.map(({ front, behind }) => [front, behind] as const);
    const padded = pad(emission, `${output}/padded`, reached, paddings);
    const attributes = { ...float, ...poolAttributes(window) };
    const pooled = graph.node("AvgPool", output, { inputs: [padded], attributes });
    graph.bind(output, pooled, f32);
  },
  averagePoolGradient(
    { gradient, like, window, output }: OperationOf<"averagePoolGradient">,
    emission: Emission,
  ): void {
    const { graph } = emission;
    const edges = turnEdges(window, emission.valueOf(like));
    const [height = 1, width = 1] = emission.valueOf(like).shape;
    const lengths = [height, width] as const;
    const T = { T: attribute.type(dtype.int32) };
    const changes = edges.map(({ front, behind, unreached }) => front + behind - unreached);
    const shape = graph.node("Add", `${output}/paddedShape`, {
      inputs: [graph.shapeOf(like), graph.integers([0, ...changes, 0])],
      attributes: T,
    });
    const padded = graph.node("AvgPoolGrad", `${output}/padded`, {
      inputs: [shape, graph.read(gradient, f32)],
      attributes: { ...float, ...poolAttributes(window) },
    });
    const begin = graph.integers([0, ...edges.map(({ front }) => front), 0]);
    const rest = edges.map(({ unreached }, axis) => (lengths[axis] ?? 0) - unreached);
    const reached = graph.node("Slice", `${output}/reached`, {
      inputs: [padded, begin, graph.integers([-1, ...rest, -1])],
      attributes: { ...float, Index: attribute.type(dtype.int32) },
    });
    // Where no window was it is 0.
    const paddings = edges.map(({ unreached }) => [unreached, 0] as const);
    graph.bind(output, pad(emission, output, reached, paddings), f32);
  },
};

function pad(
  { graph }: Emission,
  name: string,
  maps: TensorName,
  paddings: readonly (readonly [number, number])[],
): TensorName {
  return graph.node("Pad", name, {
    inputs: [maps, graph.pairs([[0, 0], ...paddings, [0, 0]])],
    attributes: { ...float, Tpaddings: attribute.type(dtype.int32) },
  });
}

function poolAttributes({ kernel, stride }: Window): Readonly<Record<string, Attribute>> {
  return {
    ksize: attribute.integers([1, ...kernel, 1]),
    strides: attribute.integers([1, ...stride, 1]),
    padding: attribute.string("VALID"),
    ...channelsLast,
  };
}
