import { fittedTo } from "../../model/network/fittedTo.js";
import type { Recipe } from "../../model/program/recipe.js";
import { thinOddNetwork } from "./oddNetwork.js";
import { alexnet } from "../../model/network/alexnet/spec.js";
import { nin } from "../../model/network/nin/spec.js";
import { vgg11 } from "../../model/network/vgg11/spec.js";
import { thinned } from "./thinned.js";
import { residualNetwork } from "./residualNetwork.js";
import { normalizedNetwork } from "./normalizedNetwork.js";
import { unequalNetwork } from "./unequalNetwork.js";
import { tinyNetwork } from "./tinyNetwork.js";
import { trainedNetwork, type TrainedNetwork } from "./trainedNetwork.js";

/** Norms of these gradients are above the limit. */
const momentumRecipe: Recipe = {
  optimizer: { kind: "momentum", momentum: 0.9, isNesterov: true },
  weightDecay: 0.01,
  labelSmoothing: 0.1,
  clipNorm: 0.05,
  augmentation: ["flip", "shift", "erase"],
  averageOver: 2,
  initialization: "he-zero",
};
const adamRecipe: Recipe = {
  optimizer: { kind: "adamw", beta1: 0.9, beta2: 0.999, epsilon: 1e-3 },
  weightDecay: 0.05,
  labelSmoothing: 0,
  clipNorm: null,
  augmentation: ["erase"],
  averageOver: 1000,
  initialization: "he",
};
/** More classes than a byte tells apart, with the last ones as labels. */
function crowded(): TrainedNetwork {
  const classes = 300;
  const network = trainedNetwork(
    fittedTo({ ...tinyNetwork, id: "crowded" }, { channels: 2, classes }),
  );
  const { train } = network.dataset;
  const labels = Uint16Array.from(train.labels, (label) => classes - 1 - label);
  return { ...network, dataset: { ...network.dataset, train: { ...train, labels } } };
}

/** Networks of which a step is another each time: images are changed, units drop out. */
export function changingNetworks(): readonly TrainedNetwork[] {
  return [trainedNetwork(tinyNetwork, momentumRecipe), trainedNetwork(thinned(alexnet, 64))];
}

/** Networks of all arrangements of layers, by all recipes. */
export function otherNetworks(): readonly TrainedNetwork[] {
  return [
    trainedNetwork(tinyNetwork, momentumRecipe),
    trainedNetwork(tinyNetwork, adamRecipe),
    trainedNetwork(thinOddNetwork),
    trainedNetwork(unequalNetwork),
    trainedNetwork(normalizedNetwork, momentumRecipe),
    trainedNetwork(residualNetwork),
    ...[alexnet, vgg11, nin].map((spec) => trainedNetwork(thinned(spec, 64))),
    crowded(),
  ];
}
