import * as vscode from "vscode";
import { runArgument } from "./arguments.js";
import { defineCommand } from "./command.js";

export const revealRun = defineCommand({
  id: "googlenet.revealRun",
  argument: runArgument,
  run: async ({ id }, { storage }) => {
    const folder = vscode.Uri.file(storage.directory(id));
    await vscode.commands.executeCommand("revealFileInOS", folder);
  },
});
