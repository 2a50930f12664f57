import type { ValueId } from "../../program/operations.js";
import { f32, float, type Emission, type Emitters } from "./emission.js";
import type { TensorName } from "./graphBuilder.js";
import { attribute, dtype } from "./graphDef.js";

/** What is made of the parameters' gradients, and the step along them. */
export const updateEmitters = {
  average({ average, value, step, share }, { graph, handleOf, whenFinite }) {
    const own = (name: string): string => `${average}/${name}`;
    const time = graph.node("Cast", own("time"), {
      inputs: [graph.read(step, dtype.int32)],
      attributes: { SrcT: attribute.type(dtype.int32), DstT: attribute.type(f32) },
    });
    const combined = (op: string, name: string, a: TensorName, b: TensorName): TensorName =>
      graph.node(op, own(name), { inputs: [a, b], attributes: float });
    const later = combined("AddV2", "later", time, graph.float(9));
    const most = combined("RealDiv", "most", graph.float(10), later);
    const part = combined("Maximum", "part", graph.float(share), most);
    // Of what the step has made of it.
    const after = graph.node("ReadVariableOp", own("value"), {
      inputs: [handleOf(value)],
      after: [updateOf(value)],
      attributes: { dtype: attribute.type(f32) },
    });
    const before = graph.read(average, f32);
    const distance = combined("Sub", "distance", whenFinite(after, before), before);
    graph.node("AssignAddVariableOp", updateOf(average), {
      inputs: [handleOf(average), combined("Mul", "way", distance, part)],
      attributes: { dtype: attribute.type(f32) },
    });
  },
  clip({ gradient, norm, largest, output }, { graph }) {
    const room = graph.node("AddV2", `${output}/room`, {
      inputs: [graph.read(norm, f32), graph.float(1e-6)],
      attributes: float,
    });
    const share = graph.node("RealDiv", `${output}/share`, {
      inputs: [graph.float(largest), room],
      attributes: float,
    });
    const factor = graph.node("Minimum", `${output}/factor`, {
      inputs: [graph.float(1), share],
      attributes: float,
    });
    const inputs = [graph.read(gradient, f32), factor];
    graph.bind(output, graph.node("Mul", output, { inputs, attributes: float }), f32);
  },
  addDecay({ gradient, parameter, decay, output }, { graph }) {
    const share = graph.node("Mul", `${output}/share`, {
      inputs: [graph.read(parameter, f32), graph.float(decay)],
      attributes: float,
    });
    const inputs = [graph.read(gradient, f32), share];
    graph.bind(output, graph.node("AddV2", output, { inputs, attributes: float }), f32);
  },
  gradientDescent({ parameter, gradient, rate }, { graph, handleOf }) {
    graph.node("ResourceApplyGradientDescent", updateOf(parameter), {
      inputs: [handleOf(parameter), graph.read(rate, f32), graph.read(gradient, f32)],
      attributes: float,
    });
  },
  momentumDescent(operation, { graph, handleOf, whenFinite }) {
    const { parameter, gradient, velocity, rate, momentum, isNesterov } = operation;
    graph.node("ResourceApplyMomentum", updateOf(parameter), {
      inputs: [
        ...[handleOf(parameter), handleOf(velocity)],
        ...[
          graph.read(rate, f32),
          graph.read(gradient, f32),
          whenFinite(graph.float(momentum), graph.float(1)),
        ],
      ],
      attributes: { ...float, use_nesterov: attribute.boolean(isNesterov) },
    });
  },
  adamDescent(operation, emission) {
    const { parameter, gradient, mean, square, rate, step, ...numbers } = operation;
    const { graph, handleOf, whenFinite } = emission;
    const { beta1, beta2, epsilon, decay } = numbers;
    const own = (name: string): string => `${updateOf(parameter)}/${name}`;
    const product = (name: string, a: TensorName, b: TensorName, op = "Mul"): TensorName =>
      graph.node(op, own(name), { inputs: [a, b], attributes: float });
    const length = graph.read(rate, f32);
    // The library's own corrections would lose digits: 1 − βᵗ in float32 is known to four at first.
    const root = graph.node("Sqrt", own("root"), {
      inputs: [complementOfPower(emission, { beta: beta2, step, name: own("beta2") })],
      attributes: float,
    });
    const complement = complementOfPower(emission, { beta: beta1, step, name: own("beta1") });
    const share = product("share", root, complement, "RealDiv");
    const after = decay === 0 ? [] : [own("decayed")];
    if (decay > 0) {
      const taken = product("taken", length, graph.float(decay));
      graph.node("AssignSubVariableOp", own("decayed"), {
        inputs: [handleOf(parameter), product("decay", graph.read(parameter, f32), taken)],
        attributes: { dtype: attribute.type(f32) },
      });
    }
    const nothing = graph.float(0);
    graph.node("ResourceApplyAdam", updateOf(parameter), {
      inputs: [
        ...[handleOf(parameter), handleOf(mean), handleOf(square), nothing, nothing],
        product("rate", length, share),
        ...[beta1, beta2].map((beta) => whenFinite(graph.float(beta), graph.float(1))),
        product("epsilon", graph.float(epsilon), root),
        graph.read(gradient, f32),
      ],
      after,
      attributes: float,
    });
  },
} satisfies Emitters;

/** 1 − betaᵗ. */
function complementOfPower(
  { graph }: Emission,
  { beta, step, name }: { readonly beta: number; readonly step: ValueId; readonly name: string },
): TensorName {
  const time = graph.node("Cast", `${name}/time`, {
    inputs: [graph.read(step, dtype.int32)],
    attributes: { SrcT: attribute.type(dtype.int32), DstT: attribute.type(f32) },
  });
  const exponent = graph.node("Mul", `${name}/exponent`, {
    inputs: [time, graph.float(Math.log(beta))],
    attributes: float,
  });
  const power = graph.node("Expm1", `${name}/power`, { inputs: [exponent], attributes: float });
  return graph.node("Neg", `${name}/complement`, { inputs: [power], attributes: float });
}

/** The name of the node that updates a parameter. */
export function updateOf(parameter: ValueId): string {
  return `update/${parameter}`;
}
