import { whileTraining } from "./reasons.js";
import { runArgument } from "./arguments.js";
import { defineCommand } from "./command.js";

export const resumeRun = defineCommand({
  id: "googlenet.resumeRun",
  argument: runArgument,
  disabled: whileTraining,
  run: async ({ id }, { controller, explorer }) => {
    await controller.resumeRun(id);
    explorer.show();
  },
});
