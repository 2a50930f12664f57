import { runArgument } from "./arguments.js";
import { defineCommand } from "./command.js";

export const showRunEvaluation = defineCommand({
  id: "googlenet.showRunEvaluation",
  argument: runArgument,
  run: async ({ id }, { history, evaluation }) => {
    await history.show(id);
    evaluation.show();
  },
});
