import { alexnet } from "../../model/network/alexnet/spec.js";
import { googlenet } from "../../model/network/googlenet/spec.js";
import { oddNetwork } from "../support/oddNetwork.js";
import { scopesOf, testWindows, testZoom } from "./readableTexts.js";

/** The smallest, two as they are, and an odd one. */
const windows = [
  [600, 400],
  [1037, 711],
  [1280, 720],
  [1600, 1000],
] as const;

for (const network of [googlenet, oddNetwork, alexnet]) {
  testWindows(network, scopesOf(network, 1), windows);
}
testZoom(googlenet, [null]);
testZoom(oddNetwork, scopesOf(oddNetwork, 1).slice(-1));
