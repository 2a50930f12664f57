import { whileTraining } from "./reasons.js";
import { runArgument } from "./arguments.js";
import { defineCommand } from "./command.js";

export const restartRun = defineCommand({
  id: "googlenet.restartRun",
  argument: runArgument,
  disabled: whileTraining,
  run: async ({ id }, { history, controller, engineChoice, explorer }) => {
    const { config, failure } = await history.read(id);
    await controller.start(engineChoice.configToTrainAgain(config, failure));
    explorer.show();
  },
});
