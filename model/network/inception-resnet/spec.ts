import { says } from "../../messages/message.js";
import { normalized } from "../normalized.js";
import type { BlockSpec, NetworkSpec } from "../spec.js";
import { figure7, figure10, figure11, figure12, figure13 } from "./blocks.js";

const halving = { stride: 2, isPadded: false } as const;
const whole = { isPadded: false } as const;

/** Blocks of one kind in a row, named by the module's number and a letter each. */
function inRow(count: number, module: number, block: (name: string) => BlockSpec) {
  return Array.from({ length: count }, (_, index) =>
    block(`${module}${String.fromCodePoint(97 + index)}`),
  );
}

/** The first of the paper's two; every filter, window and stride but the first is the paper's. */
export const inceptionResnet: NetworkSpec = {
  id: "inception-resnet",
  title: "Inception-ResNet v1",
  source: "Szegedy et al. 2017, Figures 7 and 10 to 15 and Table 1",
  differs: says(
    "Gray images of 96 × 96 and ten classes, where the paper has 3 × 299 × 299 and 1000: the first convolution has stride 1 in place of 2, as Szegedy et al. 2016 (section 8) have it for 151 × 151, and the grids of 35, 17 and 8 positions a side become 21, 10 and 4. The scales 0.17, 0.1 and 0.2 are those of the authors' program; the paper says 0.1 to 0.3.",
  ),
  input: [1, 96, 96],
  classes: 10,
  // The shapes are those of a 1×96×96 input, and in brackets the grid of the paper's 299×299.
  modules: [
    {
      name: "b1",
      stages: [
        normalized(32, [3, 3], { ...whole, suffix: "_1" }), // 32×94×94 [149]
        normalized(32, [3, 3], { ...whole, suffix: "_2" }), // 32×92×92
        normalized(64, [3, 3], { suffix: "_3" }), // 64×92×92
        { kind: "maxPool", name: "pool", kernel: 3, stride: 2, padding: 0 }, // 64×45×45 [73]
      ],
    },
    {
      name: "b2",
      stages: [
        normalized(80, [1, 1]), // 80×45×45
        normalized(192, [3, 3], { ...whole, suffix: "_1" }), // 192×43×43
        normalized(256, [3, 3], { ...halving, suffix: "_2" }), // 256×21×21 [35]
      ],
    },
    { name: "b3", stages: [...inRow(5, 3, figure10), figure7("3f")] }, // 896×10×10 [17]
    { name: "b4", stages: [...inRow(10, 4, figure11), figure12("4k")] }, // 1792×4×4 [8]
    {
      name: "b5",
      stages: [...inRow(5, 5, figure13), { kind: "globalAveragePool", name: "pool" }], // 1792
    },
    {
      name: "linear",
      stages: [
        { kind: "dropout", name: "dropout", rate: 0.2 },
        { kind: "dense", name: "dense", units: 10 }, // 10
      ],
    },
  ],
};
