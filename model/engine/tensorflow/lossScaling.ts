import { ends, type TrainingProgram } from "../../program/program.js";
import { f32, float } from "./emission.js";
import type { GraphBuilder, TensorName } from "./graphBuilder.js";
import { attribute, dtype } from "./graphDef.js";

/** Multiplies the gradient that starts the backward pass, to be called before that is written. */
export function scaleLossGradient(
  graph: GraphBuilder,
  { forward }: TrainingProgram,
  scale: TensorName,
): void {
  for (const operation of forward) {
    if (operation.kind !== "crossEntropy") continue;
    const inputs = [graph.read(operation.gradient, f32), scale];
    const scaled = graph.node("Mul", `${operation.gradient}/scaled`, { inputs, attributes: float });
    graph.bind(operation.gradient, scaled, f32);
  }
}

/** Whether all gradients of a step are finite, a bool. */
const areAllFinite: TensorName = "gradients/areFinite:0";

/** For an update that is to change nothing in a step whose gradients are not all finite. */
export function chooseWhenFinite(
  graph: GraphBuilder,
): (value: TensorName, otherwise: TensorName) => TensorName {
  return (value, otherwise) => choose(graph, value, otherwise);
}

function choose(graph: GraphBuilder, value: TensorName, otherwise: TensorName): TensorName {
  const inputs = [areAllFinite, value, otherwise];
  const name = `chosen/${graph.nodes.length}`;
  return graph.node("SelectV2", name, { inputs, attributes: float });
}

/**
 * Divides the parameters' gradients by the scale, to be called after the backward pass is written;
 * all are 0, and the learning rate is, where one of them is not finite. Whether all are finite is
 * `gradients/finite`, a float32.
 */
export function unscaleGradients(
  graph: GraphBuilder,
  { parameters }: TrainingProgram,
  scale: TensorName,
): void {
  const gradients = parameters.map(({ id }) => `gradient/${id}`);
  const unscaled = gradients.map((id) =>
    graph.node("RealDiv", `${id}/unscaled`, {
      inputs: [graph.read(id, f32), scale],
      attributes: float,
    }),
  );
  const sum = graph.node("AddN", "gradients/square", {
    inputs: unscaled.map((tensor, index) =>
      graph.node("L2Loss", `${gradients[index] ?? ""}/half`, {
        inputs: [tensor],
        attributes: float,
      }),
    ),
    attributes: { ...float, N: attribute.integer(unscaled.length) },
  });
  const areFinite = graph.node("IsFinite", "gradients/areFinite", {
    inputs: [sum],
    attributes: float,
  });
  gradients.forEach((id, index) => {
    const inputs = [areFinite, unscaled[index] ?? "", graph.float(0)];
    graph.bind(id, graph.node("SelectV2", `${id}/applied`, { inputs, attributes: float }), f32);
  });
  graph.bind(ends.rate, choose(graph, graph.read(ends.rate, f32), graph.float(0)), f32);
  graph.node("Cast", "gradients/finite", {
    inputs: [areFinite],
    attributes: { SrcT: attribute.type(dtype.bool), DstT: attribute.type(f32) },
  });
}
