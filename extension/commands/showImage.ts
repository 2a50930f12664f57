import { imageArgument } from "./arguments.js";
import { defineCommand } from "./command.js";

/** An image of the test set where the network is. */
export const showImage = defineCommand({
  id: "googlenet.showImage",
  argument: imageArgument,
  run: (image, { explorer }) => {
    explorer.showImage(image);
  },
});
