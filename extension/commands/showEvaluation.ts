import { noArgument } from "./arguments.js";
import { defineCommand } from "./command.js";

export const showEvaluation = defineCommand({
  id: "googlenet.showEvaluation",
  argument: noArgument,
  run: (_, { evaluation }) => evaluation.show(),
});
