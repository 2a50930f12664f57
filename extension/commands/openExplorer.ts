import { noArgument } from "./arguments.js";
import { defineCommand } from "./command.js";

export const openExplorer = defineCommand({
  id: "googlenet.openExplorer",
  argument: noArgument,
  run: (_, { explorer }) => explorer.show(),
});
