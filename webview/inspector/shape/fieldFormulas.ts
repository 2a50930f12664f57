import type { NetworkGraph } from "../../../model/network/graph.js";
import type { NetworkNode } from "../../../model/network/node.js";
import type { PerAxis } from "../../../model/network/spec.js";
import { isSquare, windowOf, type Axis } from "../../../model/network/window.js";
import { t } from "../../words/l10n.js";
import { membersOf } from "../../../model/network/family.js";
import { longTitle } from "../../words/nodeText.js";
import { filled, joined, result, type Formula } from "../parts/formula.js";

/** How the receptive field follows from the one before: before + (kernel − 1)·jump. */
export function fieldFormulas(graph: NetworkGraph, node: NetworkNode): readonly Formula[] {
  const { size } = node.receptiveField;
  switch (node.kind) {
    case "input":
      return [[t("a pixel sees itself")]];
    case "module":
    case "block":
    case "path": {
      const last = membersOf(graph, node.id).at(-1);
      return last === undefined
        ? [[t("as before: nothing stands on a shortcut")]]
        : [[`${t("as of its end")}: `, filled(longTitle(last))]];
    }
    case "concat":
    case "add": {
      const inputs = node.inputs.flatMap((id) => graph.byId.get(id) ?? []);
      const sizes = inputs.map(({ receptiveField }) => receptiveField.size);
      return alongAxes({ both: "", each: heightAndWidth() }, [...sizes, size], (axis) => [
        `${t("largest of")} `,
        ...joined(
          sizes.map((each) => filled(each[axis])),
          ", ",
        ),
        " = ",
        result(size[axis]),
      ]);
    }
    case "dropout":
    case "localResponseNormalization":
      return [[t("as before: every unit reads its own input")]];
    case "globalAveragePool":
    case "dense":
      return wholeGridFormulas(graph, node);
    case "convolution":
    case "maxPool":
    case "averagePool":
      return windowFormulas(graph, node);
  }
}

/** A layer that reads its whole grid has a window as large as that; features alone are no grid. */
function wholeGridFormulas(graph: NetworkGraph, node: NetworkNode): readonly Formula[] {
  const [, height, width] = node.inputShape;
  const before = gridBefore(graph, node);
  if (height === undefined || width === undefined || before === null)
    return [[t("as before: every unit reads every input")]];
  return [
    ...sizeFormulas(before, [height, width], node.receptiveField.size),
    [t("one unit reads the whole {0} × {1} grid: it has no neighbors", height, width)],
  ];
}

function windowFormulas(graph: NetworkGraph, node: NetworkNode): readonly Formula[] {
  const { layer, receptiveField } = node;
  const before = gridBefore(graph, node);
  const window = windowOf(layer);
  if (before === null || receptiveField.jump === null || window === undefined) return [];
  return [
    ...sizeFormulas(before, window.kernel, receptiveField.size),
    ...jumpFormulas(before.jump, window.stride, receptiveField.jump),
  ];
}

interface Grid {
  readonly size: PerAxis;
  readonly jump: PerAxis;
}

/** The field of the units that a layer reads; null where they are no grid of neighbors. */
function gridBefore(graph: NetworkGraph, { inputs }: NetworkNode): Grid | null {
  const field = graph.byId.get(inputs[0] ?? "")?.receptiveField;
  return field === undefined || field.jump === null ? null : { size: field.size, jump: field.jump };
}

function sizeFormulas(
  { size: before, jump }: Grid,
  kernel: PerAxis,
  size: PerAxis,
): readonly Formula[] {
  const names = { both: `${t("size")} = `, each: heightAndWidth() };
  return alongAxes(names, [before, kernel, jump, size], (axis) => [
    filled(before[axis]),
    " + (",
    filled(kernel[axis]),
    " − 1)·",
    filled(jump[axis]),
    " = ",
    result(size[axis]),
  ]);
}

function jumpFormulas(before: PerAxis, stride: PerAxis, jump: PerAxis): readonly Formula[] {
  const each = [`${t("jump down")} = `, `${t("jump across")} = `] as const;
  const names = { both: `${t("jump")} = `, each };
  return alongAxes(names, [before, stride, jump], (axis) => [
    filled(before[axis]),
    "·",
    filled(stride[axis]),
    " = ",
    result(jump[axis]),
  ]);
}

function heightAndWidth(): readonly [string, string] {
  return [`${t("height")} = `, `${t("width")} = `];
}

/** One formula where all that stands in it is the same along both axes, else one an axis. */
function alongAxes(
  names: { readonly both: string; readonly each: readonly [string, string] },
  values: readonly PerAxis[],
  formulaOf: (axis: Axis) => Formula,
): readonly Formula[] {
  const along = (name: string, axis: Axis): Formula =>
    name === "" ? formulaOf(axis) : [name, ...formulaOf(axis)];
  return values.every(isSquare)
    ? [along(names.both, 0)]
    : [along(names.each[0], 0), along(names.each[1], 1)];
}
