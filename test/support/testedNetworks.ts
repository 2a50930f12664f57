import { networks } from "../../model/network/index.js";
import type { NetworkSpec } from "../../model/network/spec.js";
import { tried } from "./length.js";
import { oddNetwork } from "./oddNetwork.js";
import { residualNetwork } from "./residualNetwork.js";
import { unequalNetwork } from "./unequalNetwork.js";

/** That share nothing with those that a person can choose but the kinds of their layers. */
const invented = [oddNetwork, unequalNetwork, residualNetwork];

/** Those that a person can choose, and some of our own. */
export const testedNetworks: readonly NetworkSpec[] = [...networks, ...invented];

/** Those of them that are drawn: each time the first and our own, which are odder than the rest. */
export const drawnNetworks = tried([...networks.slice(0, 1), ...invented], networks.slice(1));
