import { says } from "../../messages/message.js";
import { normalized } from "../normalized.js";
import type { MaxPoolSpec, NetworkSpec } from "../spec.js";
import { figure5, figure6, figure7, reduction } from "./blocks.js";

/** The last of a way through a reduction: no padding, half the grid. */
const halving = { stride: 2, isPadded: false } as const;
const whole = { isPadded: false } as const;
const pool: MaxPoolSpec = { kind: "maxPool", name: "pool", kernel: 3, stride: 2, padding: 0 };

/** For gray images of 96×96; every filter, window and stride but the first is the paper's. */
export const inceptionV3: NetworkSpec = {
  id: "inception-v3",
  title: "Inception v3",
  source: "Szegedy et al. 2016, Table 1 and Figures 5, 6, 7 and 10",
  differs: says(
    "Gray images of 96 × 96 and ten classes, where the paper has 3 × 299 × 299 and 1000: the first convolution has stride 1 in place of 2, as in the paper for 151 × 151 (section 8), and the grids of 35, 17 and 8 positions a side become 21, 10 and 4. The auxiliary head is left out, and label smoothing is a choice of the run.",
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
        pool, // 64×45×45 [73]
      ],
    },
    {
      name: "b2",
      stages: [
        normalized(80, [1, 1]), // 80×45×45
        normalized(192, [3, 3], whole), // 192×43×43
        pool, // 192×21×21 [35]
      ],
    },
    {
      name: "b3",
      stages: [
        figure5("3a", 32), // 256×21×21
        figure5("3b", 64), // 288×21×21
        figure5("3c", 64), // 288×21×21
        reduction(
          "3d",
          [normalized(384, [3, 3], halving)],
          [
            normalized(64, [1, 1]),
            normalized(96, [3, 3], { suffix: "_1" }),
            normalized(96, [3, 3], { ...halving, suffix: "_2" }),
          ],
        ), // 768×10×10 [17]
      ],
    },
    {
      name: "b4",
      stages: [
        figure6("4a", 128), // 768×10×10
        figure6("4b", 160), // 768×10×10
        figure6("4c", 160), // 768×10×10
        figure6("4d", 192), // 768×10×10
        reduction(
          "4e",
          [normalized(192, [1, 1]), normalized(320, [3, 3], halving)],
          [
            normalized(192, [1, 1]),
            normalized(192, [1, 7]),
            normalized(192, [7, 1]),
            normalized(192, [3, 3], halving),
          ],
        ), // 1280×4×4 [8]
      ],
    },
    {
      name: "b5",
      stages: [
        figure7("5a"), // 2048×4×4
        figure7("5b"), // 2048×4×4
        { kind: "globalAveragePool", name: "pool" }, // 2048
      ],
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
