import { draws, drawsPerPicture, leastSide } from "../../program/augmentation.js";
import type { OperationOf } from "../../program/operations.js";
import { f32, float, type Emitters } from "./emission.js";
import type { GraphBuilder, TensorName } from "./graphBuilder.js";
import { attribute, dtype } from "./graphDef.js";
import { baseOfDraws, bits, hash, shift, xor } from "./hashNodes.js";
import { IntegerNodes } from "./integerNodes.js";

/** A draw of each picture, [batch, 1, 1], from 0 to below a count. */
type Draw = (name: keyof typeof draws, count: TensorName) => TensorName;

interface Pictures {
  readonly nodes: IntegerNodes;
  readonly draw: Draw;
  readonly height: number;
  readonly width: number;
  /** What the rows and columns of a picture are numbered where it is not turned: [1, height, 1] and [1, 1, width]. */
  readonly rows: TensorName;
  readonly columns: TensorName;
}

/** As `augmentation.ts` says. Pictures are turned (`turn.ts`): here each pixel is numbered as it is not. */
export const augmentEmitters = {
  augment(operation, emission) {
    const { graph, valueOf } = emission;
    const { input, output } = operation;
    const nodes = new IntegerNodes(graph, output);
    const [height = 1, width = 1, channels = 1] = valueOf(input).shape;
    const read = graph.read(input, f32);
    const size = graph.node("Size", nodes.name("size"), {
      inputs: [read],
      attributes: { ...float, out_type: attribute.type(dtype.int32) },
    });
    const batch = nodes.quotient(size, graph.integer(height * width * channels));
    const pictures: Pictures = {
      ...{ nodes, height, width, draw: drawOf(operation, { nodes, batch }) },
      rows: nodes.reshape(graph.integers(reversed(height)), [1, height, 1]),
      columns: nodes.reshape(graph.integers(reversed(width)), [1, 1, width]),
    };
    const moved = movedPixels(operation, read, { ...pictures, batch, channels });
    const changed = operation.hole[0] > 0 ? withHole(operation, moved, pictures) : moved;
    const shaped = graph.node("Reshape", output, {
      inputs: [changed, graph.integers([-1, height, width, channels])],
      attributes: { ...float, Tshape: attribute.type(dtype.int32) },
    });
    graph.bind(output, shaped, f32);
  },
} satisfies Emitters;

type Augment = OperationOf<"augment">;

function reversed(length: number): readonly number[] {
  return Array.from({ length }, (_, place) => length - 1 - place);
}

function drawOf(
  { step, key, output }: Augment,
  { nodes, batch }: { readonly nodes: IntegerNodes; readonly batch: TensorName },
): Draw {
  const { graph } = nodes;
  const base = baseOfDraws(graph, `${output}/draws`, { step, key });
  const firsts = nodes.multiply(nodes.range(batch), graph.integer(drawsPerPicture));
  const begins = nodes.reshape(firsts, [-1, 1, 1]);
  return (name, count) => {
    const part = (of: string): string => `${output}/draws/${name}/${of}`;
    const place = bits(graph, part("place"), nodes.add(begins, graph.integer(draws[name])));
    const word = hash(graph, part("hash"), xor(graph, part("placed"), place, base));
    const high = nodes.cast(shift(graph, part("high"), word, 16), dtype.uint32, dtype.int32);
    return nodes.quotient(nodes.multiply(high, count), graph.integer(2 ** 16));
  };
}

/** [batch, height, width, channels]: the pictures moved and mirrored. */
function movedPixels(
  { flips, reach, output }: Augment,
  read: TensorName,
  {
    nodes,
    draw,
    batch,
    channels,
    ...of
  }: Pictures & { readonly batch: TensorName; readonly channels: number },
): TensorName {
  const { graph } = nodes;
  const { height, width } = of;
  const moveOf = (name: "down" | "across", far: number): TensorName =>
    nodes.subtract(draw(name, graph.integer(2 * far + 1)), graph.integer(far));
  const row = nodes.subtract(of.rows, moveOf("down", reach[0]));
  const straight = nodes.subtract(of.columns, moveOf("across", reach[1]));
  const column = flips ? mirroredBy(draw("flip", graph.integer(2)), straight) : straight;
  const zero = graph.integer(0);
  const [lowest, rightmost] = [graph.integer(height - 1), graph.integer(width - 1)];
  const [nearRow, nearColumn] = [
    nodes.clamp(row, zero, lowest),
    nodes.clamp(column, zero, rightmost),
  ];
  const place = nodes.add(nodes.multiply(nearRow, graph.integer(width)), nearColumn);
  const turned = nodes.subtract(graph.integer(height * width - 1), place);
  const first = nodes.multiply(nodes.range(batch), graph.integer(height * width));
  const pixels = graph.node("GatherV2", `${output}/pixels`, {
    inputs: [
      nodes.reshape(read, [-1, channels], f32),
      nodes.add(turned, nodes.reshape(first, [-1, 1, 1])),
      zero,
    ],
    attributes: {
      ...{ Tparams: attribute.type(f32), Tindices: attribute.type(dtype.int32) },
      ...{ Taxis: attribute.type(dtype.int32), batch_dims: attribute.integer(0) },
    },
  });
  const isInside = product(graph, nodes.name("inside"), [
    nodes.equal(nearRow, row),
    nodes.equal(nearColumn, column),
  ]);
  return product(graph, `${output}/moved`, [
    pixels,
    nodes.reshape(isInside, [-1, height, width, 1], f32),
  ]);

  /** column + isFlipped · (width − 1 − 2 · column). */
  function mirroredBy(isFlipped: TensorName, column: TensorName): TensorName {
    const twice = nodes.multiply(graph.integer(2), column);
    const way = nodes.subtract(graph.integer(width - 1), twice);
    return nodes.add(column, nodes.multiply(isFlipped, way));
  }
}

/** The pictures with a gray hole in those that get one. */
function withHole(
  { hole, factor, output }: Augment,
  pixels: TensorName,
  { nodes, draw, height, width, rows, columns }: Pictures,
): TensorName {
  const { graph } = nodes;
  const sideOf = (name: "height" | "width", largest: number): TensorName => {
    const least = leastSide(largest);
    return nodes.add(draw(name, graph.integer(largest - least + 1)), graph.integer(least));
  };
  /** Where the hole is along one axis. */
  const spanOf = (places: TensorName, side: TensorName, name: "top" | "left"): TensorName => {
    const length = graph.integer((name === "top" ? height : width) + 1);
    const begin = draw(name, nodes.subtract(length, side));
    const end = nodes.subtract(nodes.add(begin, side), graph.integer(1));
    return nodes.within(places, begin, end);
  };
  const isErased = nodes.cast(draw("erase", graph.integer(2)), dtype.int32, f32);
  const spans = product(graph, nodes.name("spans"), [
    spanOf(rows, sideOf("height", hole[0]), "top"),
    spanOf(columns, sideOf("width", hole[1]), "left"),
  ]);
  const inHole = nodes.reshape(
    product(graph, nodes.name("hole"), [spans, isErased]),
    [-1, height, width, 1],
    f32,
  );
  const gray = nodes.cast(draw("gray", graph.integer(256)), dtype.int32, f32);
  const level = nodes.reshape(
    product(graph, nodes.name("level"), [gray, graph.float(factor)]),
    [-1, 1, 1, 1],
    f32,
  );
  const outside = graph.node("Sub", nodes.name("outside"), {
    inputs: [graph.float(1), inHole],
    attributes: float,
  });
  const inputs = [
    product(graph, nodes.name("kept"), [pixels, outside]),
    product(graph, nodes.name("filled"), [level, inHole]),
  ];
  return graph.node("AddV2", `${output}/erased`, { inputs, attributes: float });
}

/** Of float32 tensors. */
function product(
  graph: GraphBuilder,
  name: string,
  inputs: readonly [TensorName, TensorName],
): TensorName {
  return graph.node("Mul", name, { inputs, attributes: float });
}
