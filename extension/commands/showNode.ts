import { nodeArgument } from "./arguments.js";
import { defineCommand } from "./command.js";

export const showNode = defineCommand({
  id: "googlenet.showNode",
  argument: nodeArgument,
  run: (nodeId, { explorer, selection }) => {
    explorer.showNode(nodeId);
    selection.choose(nodeId, "tree");
  },
});
