import { networks } from "../../model/network/index.js";
import type { NetworkSpec } from "../../model/network/spec.js";
import { oddNetwork } from "./oddNetwork.js";
import { residualNetwork } from "./residualNetwork.js";
import { unequalNetwork } from "./unequalNetwork.js";

/** Those that a person can choose, and some that share nothing with them but the kinds of their layers. */
export const testedNetworks: readonly NetworkSpec[] = [
  ...networks,
  oddNetwork,
  unequalNetwork,
  residualNetwork,
];
