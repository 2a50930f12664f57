import { noArgument } from "./arguments.js";
import { defineCommand } from "./command.js";

export const refreshRuns = defineCommand({
  id: "googlenet.refreshRuns",
  argument: noArgument,
  run: (_, { tree }) => tree.refresh(),
});
