import type { Command } from "commander";
import { buildGraph, type NetworkGraph, type NetworkNode } from "../../network/graph.js";
import type { Shape } from "../../network/spec.js";
import { UsageError } from "../../messages/userError.js";
import { requireNetwork } from "../lookup.js";
import { formatTable, printJson, printLine } from "../terminal/output.js";

interface DescribeOptions {
  readonly network: string;
  readonly input?: string;
  readonly json?: boolean;
}

export function addDescribe(program: Command): void {
  program
    .command("describe")
    .description("Every node with its shapes, parameters, multiply-adds and receptive field.")
    .option("--network <id>", "the network", "googlenet")
    .option("--input <CxHxW>", "the input's channels, height and width")
    .option("--json", "JSON on stdout")
    .action((options: DescribeOptions) => {
      const spec = requireNetwork(options.network);
      const input = options.input === undefined ? spec.input : parseShape(options.input);
      const graph = buildGraph(spec, input);
      if (options.json === true) printJson(toJson(graph));
      else printLine(toTable(graph));
    });
}

/** `1x96x96` to [1, 96, 96]; throws a UsageError for anything but three positive whole numbers. */
export function parseShape(text: string): Shape {
  const shape = /^\d{1,5}x\d{1,5}x\d{1,5}$/.test(text) ? text.split("x").map(Number) : [];
  if (shape.length === 3 && shape.every((length) => length > 0)) return shape;
  throw new UsageError(
    `The input "${text}" is not a shape.`,
    "It must be channels, height and width, each 1 or more.",
    "Write it like --input 1x96x96.",
  );
}

function toJson(graph: NetworkGraph): object {
  return {
    network: graph.spec.id,
    input: graph.input,
    parameters: graph.parameters,
    multiplyAdds: graph.multiplyAdds,
    nodes: graph.nodes.map(
      ({ id, kind, inputShape, outputShape, parameters, multiplyAdds, receptiveField }) => ({
        id,
        kind,
        inputShape,
        outputShape,
        parameters,
        multiplyAdds,
        receptiveField,
      }),
    ),
  };
}

function toTable(graph: NetworkGraph): string {
  const count = new Intl.NumberFormat("en-US");
  const row = (node: NetworkNode): readonly string[] => [
    `${"  ".repeat(node.id.split("/").length - 1)}${node.id}`,
    node.kind,
    node.outputShape.join("×"),
    count.format(node.parameters),
    count.format(node.multiplyAdds),
    `${node.receptiveField.size}`,
  ];
  const header = ["node", "kind", "output", "parameters", "multiply-adds", "receptive field"];
  const total = ["total", "", "", count.format(graph.parameters), count.format(graph.multiplyAdds)];
  return formatTable([header, ...graph.nodes.map(row), total], new Set([3, 4, 5]));
}
