import * as vscode from "vscode";
import { notify } from "../notify.js";
import type { CommandParts } from "./command.js";
import { commands } from "./index.js";

/** A command that does not apply is answered with its reason; one that fails, with its error. */
export function registerCommands(parts: CommandParts): vscode.Disposable {
  const registrations = commands.map(({ id, disabled, run }) =>
    vscode.commands.registerCommand(id, async (argument: unknown) => {
      try {
        const reason = disabled(parts);
        if (reason !== null) throw reason;
        await run(argument, parts);
      } catch (error) {
        void notify(error, parts.log);
      }
    }),
  );
  return vscode.Disposable.from(...registrations);
}
