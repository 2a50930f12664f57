import * as z from "zod";
import {
  describeNetwork,
  type NetworkDescription,
  type NodeDescription,
} from "../../answers/describeNetwork.js";
import { UsageError } from "../../messages/userError.js";
import type { Shape } from "../../network/spec.js";
import { defineCommand } from "../command.js";
import { flag } from "../options/typed.js";
import { formatTable, printAnswer } from "../terminal/output.js";

export const describe = defineCommand({
  id: "describe",
  summary: "Every node with its shapes, parameters, multiply-adds and receptive field.",
  declare: (command) =>
    command
      .option("--network <id>", "the network", "googlenet")
      .option("--input <CxHxW>", "the input's channels, height and width")
      .option("--json", "JSON on stdout; height and width that differ are [height, width]"),
  argument: z.object({
    network: z.string(),
    input: z.string().transform(toShape).optional(),
    json: flag,
  }),
  run: ({ network, input, json }) => printAnswer(describeNetwork(network, input), json, toText),
});

/** `1x96x96` to [1, 96, 96]; throws a UsageError for anything but three positive whole numbers. */
function toShape(text: string): Shape {
  const shape = /^\d{1,5}x\d{1,5}x\d{1,5}$/.test(text) ? text.split("x").map(Number) : [];
  if (shape.length === 3 && shape.every((length) => length > 0)) return shape;
  throw new UsageError(
    `The input "${text}" is not a shape.`,
    "It must be channels, height and width, each 1 or more.",
    "Write it like --input 1x96x96.",
  );
}

function toText(description: NetworkDescription): string {
  const { source, differs } = description;
  const about = [`After ${source}.`, ...(differs === null ? [] : [differs])];
  return [toTable(description), "", ...about].join("\n");
}

function toTable(description: NetworkDescription): string {
  const { nodes, parameters, multiplyAdds, trainingOnly } = description;
  const count = new Intl.NumberFormat("en-US");
  const row = (node: NodeDescription): readonly string[] => [
    `${"  ".repeat(node.id.split("/").length - 1)}${node.id}`,
    node.trainingOnly === true ? `${node.kind}, in training only` : node.kind,
    node.outputShape.join("×"),
    count.format(node.parameters),
    count.format(node.multiplyAdds),
    [node.receptiveField.size].flat().join("×"),
  ];
  const header = ["node", "kind", "output", "parameters", "multiply-adds", "receptive field"];
  const total = ["total", "", "", count.format(parameters), count.format(multiplyAdds)];
  const part =
    trainingOnly === undefined
      ? []
      : [
          [
            ...["in training only", "", ""],
            ...[trainingOnly.parameters, trainingOnly.multiplyAdds].map((each) =>
              count.format(each),
            ),
          ],
        ];
  return formatTable([header, ...nodes.map(row), total, ...part], new Set([3, 4, 5]));
}
