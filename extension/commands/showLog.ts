import { noArgument } from "./arguments.js";
import { defineCommand } from "./command.js";

export const showLog = defineCommand({
  id: "googlenet.showLog",
  argument: noArgument,
  run: (_, { log }) => log.show(),
});
