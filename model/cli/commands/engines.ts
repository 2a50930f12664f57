import type { Command } from "commander";
import { engines } from "../../engine/index.js";
import { cliEnvironment } from "../environment.js";
import { printJson, printLine } from "../output.js";

export function addEngines(program: Command): void {
  program
    .command("engines")
    .description("What can train on this machine, and why or why not.")
    .option("--json", "JSON on stdout")
    .action(async (options: { readonly json?: boolean }) => {
      const environment = cliEnvironment();
      const reports = await Promise.all(engines.map((engine) => engine.report(environment)));
      if (options.json === true) {
        printJson(reports);
        return;
      }
      for (const { id, title, available, version, device, reason, action } of reports) {
        printLine(`${id}: ${title} ${version} ${available ? `on ${device}` : "is not available"}`);
        for (const sentence of [reason, action].filter((text) => text !== "")) {
          printLine(`  ${sentence}`);
        }
      }
    });
}
