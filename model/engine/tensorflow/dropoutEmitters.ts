import { thresholdOf } from "../../program/dropoutMask.js";
import type { OperationOf } from "../../program/operations.js";
import { f32, float, type Emission } from "./emission.js";
import { attribute, dtype } from "./graphDef.js";
import { baseOfDraws, bits, hash, shift, xor } from "./hashNodes.js";

/** Where `dropoutMask.ts` says so; maps are turned (`turn.ts`), and so is what is kept of them. */
export const dropoutEmitters = {
  dropout(operation: OperationOf<"dropout">, { graph, valueOf }: Emission): void {
    const { input, step, key, share, output } = operation;
    const name = (part: string): string => `${output}/${part}`;
    const { shape } = valueOf(input);
    const read = graph.read(input, f32);
    const size = graph.node("Size", name("size"), {
      inputs: [read],
      attributes: { ...float, out_type: attribute.type(dtype.int32) },
    });
    const places = graph.node("Range", name("places"), {
      inputs: [graph.integer(0), size, graph.integer(1)],
      attributes: { Tidx: attribute.type(dtype.int32) },
    });
    const base = baseOfDraws(graph, name("draws"), { step, key });
    const placed = xor(graph, name("placed"), bits(graph, name("placeBits"), places), base);
    const drawn = shift(graph, name("drawn"), hash(graph, name("hash"), placed), 8);
    const signed = graph.node("Cast", name("signed"), {
      inputs: [drawn],
      attributes: { SrcT: attribute.type(dtype.uint32), DstT: attribute.type(dtype.int32) },
    });
    const kept = graph.node("GreaterEqual", name("kept"), {
      inputs: [signed, graph.integer(thresholdOf(share))],
      attributes: { T: attribute.type(dtype.int32) },
    });
    const mask = graph.node("Cast", name("mask"), {
      inputs: [kept],
      attributes: { SrcT: attribute.type(dtype.bool), DstT: attribute.type(f32) },
    });
    const shaped = graph.node("Reshape", name("shaped"), {
      inputs: [mask, graph.integers([-1, ...shape])],
      attributes: { ...float, Tshape: attribute.type(dtype.int32) },
    });
    const turned =
      shape.length === 1
        ? shaped
        : graph.node("ReverseV2", name("turned"), {
            inputs: [shaped, graph.integers([1, 2])],
            attributes: { ...float, Tidx: attribute.type(dtype.int32) },
          });
    const whole = graph.node("Mul", name("whole"), {
      inputs: [read, graph.float(1 / (1 - share))],
      attributes: float,
    });
    const dropped = graph.node("Mul", output, { inputs: [whole, turned], attributes: float });
    graph.bind(output, dropped, f32);
  },
};
