import { runArgument } from "./arguments.js";
import { defineCommand } from "./command.js";

export const showRun = defineCommand({
  id: "googlenet.showRun",
  argument: runArgument,
  run: async ({ id }, { history, explorer }) => {
    await history.show(id);
    explorer.show();
  },
});
