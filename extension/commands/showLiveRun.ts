import { noRunGoesOn } from "../errors.js";
import { isAtWork } from "./reasons.js";
import { noArgument } from "./arguments.js";
import { defineCommand } from "./command.js";

export const showLiveRun = defineCommand({
  id: "googlenet.showLiveRun",
  argument: noArgument,
  disabled: (parts) => (isAtWork(parts) ? null : noRunGoesOn()),
  run: (_, { history, explorer }) => {
    history.showLive();
    explorer.show();
  },
});
