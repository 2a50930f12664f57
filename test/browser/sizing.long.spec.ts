import { alexnet } from "../../model/network/alexnet/spec.js";
import { googlenet } from "../../model/network/googlenet/spec.js";
import { oddNetwork } from "../support/oddNetwork.js";
import { createRandom } from "../support/random.js";
import { scopesOf, testWindows, testZoom } from "./readableTexts.js";

const random = createRandom(7);
const between = (from: number, to: number): number => Math.round(from + random() * (to - from));
const windows = [
  ...([
    [600, 400],
    [901, 400],
    [950, 650],
    [925, 650],
    [1280, 720],
    [1600, 1000],
    [2560, 1440],
  ] as const),
  ...Array.from({ length: 9 }, () => [between(600, 2560), between(400, 1440)] as const),
];

for (const network of [googlenet, oddNetwork, alexnet]) {
  const scopes = scopesOf(network, 3);
  testWindows(network, scopes, windows);
  testZoom(network, [null, scopes.at(-1) ?? null]);
}
