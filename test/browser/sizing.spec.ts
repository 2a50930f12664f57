import { alexnet } from "../../model/network/alexnet/spec.js";
import { googlenet } from "../../model/network/googlenet/spec.js";
import { long, tried, wide, type WindowSize } from "../support/length.js";
import { oddNetwork } from "../support/oddNetwork.js";
import { createRandom } from "../support/random.js";
import { scopesOf, testWindows, testZoom } from "./readableTexts.js";

const random = createRandom(7);
const between = (from: number, to: number): number => Math.round(from + random() * (to - from));

/** The smallest, one as it is, and an odd one. */
const few: readonly WindowSize[] = [
  [600, 400],
  [1037, 711],
  [1280, 720],
];
const windows = tried<WindowSize>(few, [
  [901, 400],
  [950, 650],
  [925, 650],
  [1600, 1000],
  [2560, 1440],
  ...Array.from({ length: 9 }, () => [between(600, 2560), between(400, 1440)] as const),
]);

for (const [network, length] of [
  [oddNetwork, wide],
  [googlenet, long],
  [alexnet, long],
] as const) {
  const all = scopesOf(network, 3);
  const last = all.at(-1) ?? null;
  testWindows(network, tried([last], all.slice(0, -1)), windows, length);
  testZoom(network, [null, last], long);
}
