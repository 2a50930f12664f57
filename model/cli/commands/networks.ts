import * as z from "zod";
import { listNetworks, type NetworkSummary } from "../../answers/listNetworks.js";
import { defineCommand } from "../command.js";
import { flag } from "../options/typed.js";
import { formatTable, printAnswer } from "../terminal/output.js";

export const networks = defineCommand({
  id: "networks",
  summary: "The networks that can be trained.",
  declare: (command) => command.option("--json", "JSON on stdout"),
  argument: z.object({ json: flag }),
  run: ({ json }) => printAnswer(listNetworks(), json, toTable),
});

function toTable(summaries: readonly NetworkSummary[]): string {
  return formatTable(
    summaries.map(({ id, title, input, parameters, multiplyAdds, source }) => [
      id,
      title,
      input.join("×"),
      `${parameters.toLocaleString("en-US")} parameters`,
      `${multiplyAdds.toLocaleString("en-US")} multiply-adds`,
      source,
    ]),
  );
}
