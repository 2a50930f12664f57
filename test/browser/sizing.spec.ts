import { googlenet } from "../../model/network/googlenet/spec.js";
import { oddNetwork } from "../support/oddNetwork.js";
import { scopesOf, testWindows, testZoom } from "./readableTexts.js";

/** The smallest, one as it is, and an odd one; the long check has more of them, of all parts and of more networks. */
const windows = [
  [600, 400],
  [1037, 711],
  [1280, 720],
] as const;

testWindows(googlenet, scopesOf(googlenet, 1).slice(0, 2), windows);
testWindows(oddNetwork, scopesOf(oddNetwork, 1).slice(-1), windows);
testZoom(oddNetwork, scopesOf(oddNetwork, 1).slice(-1));
