import type { Command } from "commander";
import { buildGraph } from "../../network/graph.js";
import { networks } from "../../network/index.js";
import { formatTable, printJson, printLine } from "../terminal/output.js";

export function addNetworks(program: Command): void {
  program
    .command("networks")
    .description("The networks that can be trained.")
    .option("--json", "JSON on stdout")
    .action((options: { readonly json?: boolean }) => {
      const rows = networks.map((spec) => {
        const { parameters, multiplyAdds } = buildGraph(spec);
        const { id, title, source, input, classes } = spec;
        return { id, title, source, input, classes, parameters, multiplyAdds };
      });
      if (options.json === true) printJson(rows);
      else {
        printLine(
          formatTable(
            rows.map(({ id, title, parameters, multiplyAdds, source }) => [
              id,
              title,
              `${parameters.toLocaleString("en-US")} parameters`,
              `${multiplyAdds.toLocaleString("en-US")} multiply-adds`,
              source,
            ]),
          ),
        );
      }
    });
}
