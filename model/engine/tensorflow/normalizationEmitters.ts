import type { OperationOf } from "../../program/operations.js";
import { channelsLast, f32, type Emission, type Emitters } from "./emission.js";
import { nodeOf, type TensorName } from "./graphBuilder.js";
import { attribute, type Attribute } from "./graphDef.js";
import { updateOf } from "./updateEmitters.js";

/** The library's fused normalization: of maps in the compute type by statistics in float32. */
export const normalizationEmitters = {
  batchNormalize(operation, emission) {
    const { output, mean, variance } = operation;
    const { graph } = emission;
    const nothing = graph.floats([]);
    const node = nodeOf(normalized(operation, emission, [nothing, nothing]));
    graph.bind(mean, `${node}:1`, f32);
    graph.bind(variance, `${node}:2`, f32);
    graph.bind(output, `${node}:0`, graph.compute);
  },
  normalize(operation, emission) {
    const { output, mean, variance } = operation;
    const { graph } = emission;
    const statistics = [mean, variance].map((id) => graph.read(id, f32));
    graph.bind(output, normalized(operation, emission, statistics), graph.compute);
  },
  batchNormalizeGradient(operation, { graph }) {
    const { gradient, input, scale, mean, epsilon, output } = operation;
    // What the library keeps of a forward pass for its gradient is in further outputs of its node.
    const forward = nodeOf(graph.read(mean, f32));
    const node = graph.node("FusedBatchNormGradV3", output, {
      inputs: [
        ...[gradient, input].map((id) => graph.read(id, graph.compute)),
        graph.read(scale, f32),
        ...[3, 4, 5].map((kept) => `${forward}:${kept}`),
      ],
      attributes: fusedAttributes({ graph }, { epsilon, isTraining: true }),
    });
    graph.bind(operation.scaleGradient, `${nodeOf(node)}:1`, f32);
    graph.bind(operation.shiftGradient, `${nodeOf(node)}:2`, f32);
    graph.bind(output, node, graph.compute);
  },
  follow({ average, value, share }, { graph, handleOf, whenFinite }) {
    const before = graph.read(average, f32);
    const float = { T: attribute.type(f32) };
    const distance = graph.node("Sub", `${average}/distance`, {
      inputs: [whenFinite(graph.read(value, f32), before), before],
      attributes: float,
    });
    const part = graph.node("Mul", `${average}/part`, {
      inputs: [distance, graph.float(share)],
      attributes: float,
    });
    graph.node("AssignAddVariableOp", updateOf(average), {
      inputs: [handleOf(average), part],
      attributes: { dtype: attribute.type(f32) },
    });
  },
} satisfies Emitters;

/** By these statistics; by those of the batch where they are empty. */
function normalized(
  operation: OperationOf<"batchNormalize"> | OperationOf<"normalize">,
  { graph }: Emission,
  statistics: readonly TensorName[],
): TensorName {
  const { kind, input, scale, shift, epsilon, output } = operation;
  return graph.node("FusedBatchNormV3", output, {
    inputs: [
      graph.read(input, graph.compute),
      ...[scale, shift].map((id) => graph.read(id, f32)),
      ...statistics,
    ],
    attributes: fusedAttributes({ graph }, { epsilon, isTraining: kind === "batchNormalize" }),
  });
}

function fusedAttributes(
  { graph }: Pick<Emission, "graph">,
  { epsilon, isTraining }: { readonly epsilon: number; readonly isTraining: boolean },
): Readonly<Record<string, Attribute>> {
  return {
    ...{ T: attribute.type(graph.compute), U: attribute.type(f32) },
    epsilon: attribute.float(epsilon),
    is_training: attribute.boolean(isTraining),
    ...channelsLast,
  };
}
